package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Chromium, one for each thread that runs journeys, which is what its driver asks for. Each visitor has a fresh window; a script that fails, a message on the console,
 * a part of a page that does not come or comes from elsewhere fails the test that caused it.
 */
final class Browser implements AfterEachCallback {
    private static final Path CHROMIUM =
            Path.of(Objects.requireNonNullElse(System.getenv("PARVIS_CHROMIUM"), "/usr/bin/chromium"));

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private static final double PATIENCE_MILLIS = 20_000;

    private final List<Visitor> visitors = new ArrayList<>();

    /** Opened by a thread's first journey, closed with the run. */
    private static final class Running {
        static final ThreadLocal<com.microsoft.playwright.Browser> CHROMIUM = ThreadLocal.withInitial(Running::launch);

        private static com.microsoft.playwright.Browser launch() {
            if (!Files.isExecutable(Browser.CHROMIUM))
                throw new IllegalStateException("The browser journeys need Chromium, and there is none at "
                        + Browser.CHROMIUM + ": install it, or set PARVIS_CHROMIUM to its path.");
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            return playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Browser.CHROMIUM)
                            .setArgs(FLAGS));
        }
    }

    /** A visitor who has signed in to one of the demonstration's accounts. */
    Visitor signedIn(int port, String account) {
        var visitor = visitor(port).opens("/connexion");
        visitor.assertAccessible();
        visitor.page().locator("#email").fill(account + "@demonstration.example");
        visitor.page().locator("#password").fill("parvis-demonstration");
        visitor.page().locator("main form button.is-primary").click();
        visitor.page().locator(".visitor-name").waitFor();
        return visitor;
    }

    /** A visitor with a desktop's window. */
    Visitor visitor(int port) {
        return visitor(port, options -> options);
    }

    Visitor visitor(int port, UnaryOperator<com.microsoft.playwright.Browser.NewContextOptions> window) {
        var context = Running.CHROMIUM
                .get()
                .newContext(window.apply(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setBaseURL("http://localhost:" + port)
                        .setViewportSize(1280, 900)
                        .setLocale("fr-FR")
                        .setColorScheme(ColorScheme.LIGHT)));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        var visitor = new Visitor(context, "http://localhost:" + port + "/");
        visitors.add(visitor);
        return visitor;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        var all = List.copyOf(visitors);
        visitors.clear();
        all.forEach(Visitor::leave);
        if (test.getExecutionException().isEmpty())
            all.forEach(v -> assertThat(v.problems).isEmpty());
    }

    /** One window, and what went wrong in it. */
    static final class Visitor {
        private final BrowserContext context;
        private final List<String> problems = new ArrayList<>();
        private final Page page;

        Visitor(BrowserContext context, String home) {
            this.context = context;
            page = context.newPage();
            page.onPageError(error -> problems.add(page.url() + ": " + error));
            page.onConsoleMessage(message -> {
                // A page that is asked for and refused is the test's own matter; Chromium also says it on the console.
                boolean refused = message.text().startsWith("Failed to load resource");
                if (!refused && List.of("error", "warning").contains(message.type()))
                    problems.add(page.url() + " says: " + message.text());
            });
            page.onResponse(response -> {
                if (response.status() >= 400 && !response.request().isNavigationRequest())
                    problems.add(response.url() + " answered " + response.status());
                if (response.status() >= 500) problems.add(response.url() + " answered " + response.status());
            });
            page.onRequest(request -> {
                if (!request.url().startsWith(home) && !request.url().startsWith("data:"))
                    problems.add(page.url() + " asks " + request.url());
            });
            page.onRequestFailed(request -> problems.add(request.url() + " failed: " + request.failure()));
        }

        Page page() {
            return page;
        }

        Visitor opens(String path) {
            page.navigate(path);
            return this;
        }

        String path() {
            return page.url().replaceFirst("https?://[^/]+", "");
        }

        String heading() {
            return page.locator("h1").innerText();
        }

        /** Follows the first link in the page's content that leads to this address. */
        Visitor follows(String path) {
            page.locator("main a[href='" + path + "']").first().click();
            page.waitForURL("**" + path);
            return this;
        }

        void assertFitsItsWidth() {
            int excess =
                    (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertThat(excess).as("pixels beyond the window on %s", path()).isZero();
        }

        /** No violation of WCAG 2.2 AA or of axe's best practices. */
        void assertAccessible() {
            var found = new AxeBuilder(page)
                    .withTags(RULES).analyze().getViolations().stream()
                            .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                    + rule.getNodes().stream()
                                            .limit(3)
                                            .map(node -> node.getTarget() + " " + node.getFailureSummary())
                                            .toList())
                            .toList();
            assertThat(found).as(path()).isEmpty();
        }

        private void leave() {
            context.close();
        }
    }
}
