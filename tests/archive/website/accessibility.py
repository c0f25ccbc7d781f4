"""What axe-core finds on a page of our site that keeps people out."""

from axe_playwright_python.sync_playwright import Axe

#: A desk and a telephone.
WIDTHS = (1280, 390)
GRAVE = ("serious", "critical")
#: What decides on contrast, of every element in the order of the page.
COLOURS = """() => [...document.querySelectorAll('body *')].map(each => {
  const style = getComputedStyle(each);
  return [each.checkVisibility(), style.color, style.backgroundColor, style.backgroundImage,
    style.opacity, style.fontSize, style.fontWeight].join();
}).join('\\n')"""


def barriers(page, *, contrast=True):
    """Return rule and element of each serious or critical violation.

    ``contrast`` measures colours, too: two thirds of the time that axe-core takes.
    """
    rules = {} if contrast else {"color-contrast": {"enabled": False}}
    options = {"resultTypes": ["violations"], "rules": rules}
    return [
        f"{each['id']}, {each['impact']}: {each['nodes'][0]['html'][:200]}"
        for each in Axe().run(page, options=options).response["violations"]
        if each["impact"] in GRAVE
    ]


def barriers_at(page, widths):
    """Return the violations at each width; colours are measured again where one has changed.

    The page is left at the last width.
    """
    found, colours = [], None
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        before, colours = colours, page.evaluate(COLOURS)
        found += [f"{width}: {each}" for each in barriers(page, contrast=colours != before)]
    return found
