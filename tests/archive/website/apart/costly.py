"""SQL that costs much: endless, stuck within one opcode, or large."""

#: Seven million letters.
WIDE = "replace(printf('%1000000d', 1), ' ', 'aaaaaaa')"
ENDLESS = "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c"
_MANY = "with recursive c(x) as (select 1 union all select x + 1 from c limit 5000)"
#: One opcode that takes minutes: SQLite does not look at its clock within it.
STUCK = f"select instr({WIDE}, substr({WIDE}, 1, 3000000) || 'b')"
LARGE = f"{_MANY} select x, {WIDE} as wide from c"
ATTACKS = (
    ENDLESS,
    STUCK,
    LARGE,
    f"select count(*) from articles where {WIDE} like '%a%b%c%d%e%f%g%h%i%j%k%'",
    f"select {WIDE} like '{'%a' * 99}b'",
    f"{_MANY} select cast({WIDE} as blob) as wide from c order by wide",
    f"{_MANY} select group_concat(printf('%100000d', x)) from c",
    f"with recursive c(x) as (select 1 union all select x + 1 from c) select distinct {WIDE} || x"
    " from c order by 1",
    "select count(*) from " + ", ".join(f"articles a{number}" for number in range(9)),
    "select count(*) from articles_fts where articles_fts match 'a* OR b* OR c* OR d* OR e*'",
    "select printf('%8000000d', 1), zeroblob(8000000)",
)
