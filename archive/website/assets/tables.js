// Datasette's own pages, mended: names for its unlabelled fields, what is long folded away.
(function () {
  function name(selector, words) {
    document.querySelectorAll(selector).forEach(function (field) {
      if (!field.labels || !field.labels.length) field.setAttribute("aria-label", words);
    });
  }

  function fold(selector, words, open) {
    var long = document.querySelector(selector);
    if (!long) return;
    var folded = document.createElement("details");
    var summary = document.createElement("summary");
    summary.textContent = words;
    folded.className = "notes";
    folded.open = open;
    long.replaceWith(folded);
    folded.append(summary, long);
  }

  // A table wider than the window is scrolled by keyboard, too.
  function letScroll() {
    document.querySelectorAll(".table-wrapper").forEach(function (wrapper) {
      wrapper.setAttribute("tabindex", "0");
      wrapper.setAttribute("role", "region");
      wrapper.setAttribute("aria-label", "Rows");
    });
  }

  // Datasette calls every query a custom one.
  function wordQuestion() {
    if (!/(^| )query-/.test(document.body.className)) return;
    var heading = document.querySelector("form.sql h3");
    var button = document.querySelector("form.sql input[type=submit]");
    if (heading && heading.firstChild)
      heading.firstChild.textContent = heading.firstChild.textContent.replace(
        /Custom SQL query( returning)?/, "Answer:");
    document.querySelectorAll(".show-hide-sql a").forEach(function (link) { link.textContent += " SQL"; });
    if (button) button.value = "Ask again";
  }

  // A question's fields have words, which the page prints above them; they belong to the fields.
  function wordFields() {
    document.querySelectorAll("dl.inputs dt").forEach(function (words) {
      var field = document.querySelector('form.sql input[name="' + words.dataset.name + '"]');
      if (!field || !field.labels.length) return;
      field.labels[0].textContent = words.textContent;
      field.title = words.nextElementSibling.textContent;
      words.nextElementSibling.remove();
      words.remove();
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    name("select[name^=_filter_column]", "Column to filter by");
    name("select[name^=_filter_op]", "How to compare");
    name("input[name^=_filter_value]", "Value to compare with");
    name("select[name=_sort]", "Sort by");
    name("#sql-editor", "SQL");
    document.querySelectorAll("a.cross").forEach(function (cross) {
      cross.setAttribute("aria-label", "Remove");
    });
    fold("dl.column-descriptions", "What the columns mean", false);
    fold(".facet-results", "Counts, to narrow by", window.innerWidth > 576);
    letScroll();
    wordQuestion();
    wordFields();
  });
  window.addEventListener("load", function () {
    setTimeout(function () { name(".CodeMirror textarea", "SQL"); }, 0); // the editor is made on load
  });
})();
