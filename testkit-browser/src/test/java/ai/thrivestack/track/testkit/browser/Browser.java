// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.browser;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.ScriptTimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with one tab. Waits in the page, on its changes, with a deadline. */
final class Browser implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    Browser() {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(existing("chromium"));
        options.addArguments("--headless=new", "--window-size=1280,840", "--disable-dev-shm-usage", "--lang=en");
        if ("root".equals(System.getProperty("user.name"))) {
            options.addArguments("--no-sandbox"); // Chromium's sandbox is not for root, who builds in containers
        }
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(existing("chromedriver"))
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(DEADLINE);
    }

    private static File existing(String property) {
        File file = new File(System.getProperty(property));
        if (!file.canExecute()) {
            throw new IllegalStateException(file + " is not there. On Debian: apt-get install chromium chromium-driver;"
                    + " elsewhere: -D" + property + "=PATH");
        }
        return file;
    }

    void open(Object address) {
        driver.get(address.toString());
    }

    /** Waits until that expression of the page holds. */
    void await(String condition) {
        try {
            driver.executeAsyncScript("const done = arguments[0], met = () => { try { return (" + condition
                    + "); } catch (e) { return false; } };"
                    + "const observer = new MutationObserver(() => { if (met()) { observer.disconnect(); done(); } });"
                    + "observer.observe(document, {subtree: true, childList: true, attributes: true, characterData: true});"
                    + "if (met()) { observer.disconnect(); done(); }");
        } catch (ScriptTimeoutException e) {
            throw new AssertionError("the page never came to " + condition + ", it shows:\n" + text("body"), e);
        }
    }

    /** Waits until that element shows exactly that text. */
    void awaitText(String selector, String text) {
        await("document.querySelector(\"" + selector + "\").textContent === \"" + text + "\"");
    }

    /** Waits until what has been asked for is painted. */
    void awaitFrame() {
        driver.executeAsyncScript("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))");
    }

    Object run(String script) {
        return driver.executeScript(script);
    }

    String text(String selector) {
        return element(selector).getText();
    }

    boolean isShown(String selector) {
        return element(selector).isDisplayed();
    }

    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(WebElement::getText)
                .toList();
    }

    void click(String selector) {
        element(selector).click();
    }

    /** Instead of what was there. */
    void type(String selector, String text) {
        element(selector).sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE, text);
    }

    /** To whatever has the focus. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    void choose(String selector, String value) {
        click(selector + " option[value='" + value + "']");
    }

    /** What the page has to itself; a window is never narrower than 500 pixels. */
    void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Of the operating system: {@code light} or {@code dark}. */
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void allowClipboard(String origin) {
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("origin", origin, "permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    }

    Object clipboard() {
        return driver.executeAsyncScript("navigator.clipboard.readText().then(arguments[0])");
    }

    void screenshot(Path file) throws Exception {
        Picture.write(driver.getScreenshotAs(OutputType.BYTES), file);
    }

    /** What the page's script or its policy complained of; that a server has gone is no fault of theirs. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains(" net::ERR_"))
                .toList();
    }

    private WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
