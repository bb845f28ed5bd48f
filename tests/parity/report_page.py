#!/usr/bin/env python3
"""Opens a page written by `pejl score --html` in headless Chromium without network and uses every control of it.

    target/parity-env/bin/pip install playwright        (see exchange.py for the environment)
    pejl score --gold gold --plans corpus --html report.html
    target/parity-env/bin/python tests/parity/report_page.py report.html SCREENSHOTS_DIR [CHROMIUM]

Fails on any message of error or warning in the console, any uncaught error, any request but for the page itself, and
where a control does nothing. The screenshots are for looking at.
"""
import pathlib, sys

from playwright.sync_api import sync_playwright


def main(page_path, screenshots, chromium="/usr/bin/chromium"):
    troubles, requests = [], []
    out = pathlib.Path(screenshots)
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme, width in (("light", 1400), ("dark", 1400), ("light", 420)):
            context = browser.new_context(offline=True, color_scheme=scheme, viewport={"width": width, "height": 1000})
            page = context.new_page()
            page.on("console", lambda message: troubles.append(message.text) if message.type in ("error", "warning") else None)
            page.on("pageerror", lambda error: troubles.append(str(error)))
            page.on("request", lambda request: requests.append(request.url))
            page.goto(pathlib.Path(page_path).resolve().as_uri())
            name = f"{scheme}-{width}"
            page.screenshot(path=out / f"{name}-top.png")
            rows = page.locator("#metrics tr").count()
            page.check("#all")
            expect(troubles, page.locator("#metrics tr").count() > rows, "'all metrics' shows no more rows")
            for select in ("matrixLayer", "layer", "class", "doc", "textLayer", "textDoc"):
                for value in page.eval_on_selector_all(f"#{select} option", "all => all.map(one => one.value)"):
                    page.select_option(f"#{select}", value)
            for select in ("layer", "class", "doc"):
                page.select_option(f"#{select}", "")
            causes = page.locator("#mistakes details")
            if causes.count():
                causes.first.locator("summary").click()
                causes.first.locator("button").first.click()
                expect(troubles, page.locator("mark.here").count() > 0, "a mistake does not lead to its place in the text")
                page.screenshot(path=out / f"{name}-text.png")
                expect(troubles, page.locator("#gold mark").count() > 0, "gold is not marked in the text")
                marked = page.locator("#system mark:not(.dim)").count()
                page.locator("#keys input").first.uncheck()
                expect(troubles, page.locator("#system mark:not(.dim)").count() < marked, "the filter of classes dims nothing")
            wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            expect(troubles, wide <= 0, f"{name}: the page is {wide} pixels wider than the window")
            context.close()
        version = browser.version
        browser.close()
    foreign = [url for url in requests if not url.startswith("file:")]
    for trouble in [*troubles, *(f"asks for {url}" for url in foreign)]:
        print(trouble)
    print(f"Chromium {version}, 3 windows: {len(troubles)} troubles, {len(foreign)} foreign requests")
    return 1 if troubles or foreign else 0


def expect(troubles, holds, message):
    if not holds:
        troubles.append(message)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
