package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.qrcode.QRCodeWriter;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.accounts.College;
import org.parvis.house.CivicClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A real Chromium whose camera sees a ticket. */
@ParvisTest
class ScannerTest {
    private static final int WIDTH = 640, HEIGHT = 480, CODE = 360;

    @LocalServerPort
    int port;

    @Autowired
    GivenGathering given;

    @Autowired
    Places places;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    @Autowired
    JdbcClient db;

    @TempDir
    Path folder;

    /** Frames of a film without sound (YUV4MPEG2), all of them a code on white. */
    private Path film(String said) throws Exception {
        var code = new QRCodeWriter().encode(said, BarcodeFormat.QR_CODE, CODE, CODE);
        byte[] luma = new byte[WIDTH * HEIGHT], chroma = new byte[WIDTH * HEIGHT / 2];
        Arrays.fill(luma, (byte) 235);
        Arrays.fill(chroma, (byte) 128);
        for (int y = 0; y < CODE; y++)
            for (int x = 0; x < CODE; x++)
                if (code.get(x, y)) luma[(y + (HEIGHT - CODE) / 2) * WIDTH + x + (WIDTH - CODE) / 2] = 16;
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\n"
                .formatted(WIDTH, HEIGHT)
                .getBytes(StandardCharsets.US_ASCII));
        for (int frame = 0; frame < 10; frame++) {
            bytes.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(luma);
            bytes.writeBytes(chroma);
        }
        return Files.write(folder.resolve("ticket.y4m"), bytes.toByteArray());
    }

    @Test
    void a_ticket_shown_to_the_camera_opens_its_person_who_is_checked_in_and_counted_on_the_other_phone()
            throws Exception {
        var gathering = given.published(Quota.parity(4));
        long id = given.registered(gathering, College.CITIZEN);
        for (var quota : places.list(gathering)) places.fill(quota.id(), clock.now());
        String code = "%010d".formatted(id);
        db.sql("update registration set name = 'Ada Martin', code = ? where id = ?")
                .params(code, id)
                .update();
        time.pass(Duration.ofDays(20));
        String door = "http://localhost:" + port + gathering.path() + "/emargement";
        var problems = new ArrayList<String>();
        try (var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            Browser chromium = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Path.of(
                                    Objects.requireNonNullElse(System.getenv("PARVIS_CHROMIUM"), "/usr/bin/chromium")))
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--use-fake-device-for-media-stream",
                                    "--use-fake-ui-for-media-stream",
                                    "--use-file-for-fake-video-capture=" + film(door + "?code=" + code))));
            var context = chromium.newContext(
                    new Browser.NewContextOptions().setViewportSize(390, 844).setLocale("fr-FR"));
            Page phone = context.newPage();
            phone.onPageError(problems::add);
            phone.onConsoleMessage(message -> {
                if (List.of("error", "warning").contains(message.type())) problems.add(message.text());
            });
            phone.navigate(door);
            phone.locator("#email").fill("contributor@demonstration.example");
            phone.locator("#password").fill(org.parvis.Browser.PASSWORD);
            phone.locator("main form button.is-primary").first().click();
            phone.waitForURL(door);
            Page other = context.newPage();
            other.navigate(door);
            assertThat(other.locator("[data-count='tous.presents']").innerText())
                    .isEqualTo("0");
            phone.bringToFront();
            phone.locator(".scan button").click();
            phone.waitForURL("**/emargement?code=" + code);
            assertThat(phone.locator(".at-door h2").innerText()).contains("Ada Martin");
            assertThat((int) phone.evaluate(
                            "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .isZero();
            phone.locator(".at-door button[value=pointer]").click();
            assertThat(phone.locator(".at-door [role=status]").innerText()).contains("Pointé à 9");
            other.bringToFront();
            other.locator("[data-count='tous.presents']:text-is('1')").waitFor();
            assertThat(new com.deque.html.axecore.playwright.AxeBuilder(phone)
                            .analyze()
                            .getViolations())
                    .isEmpty();
            Files.createDirectories(Path.of("target"));
            phone.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target/door.png"))
                    .setFullPage(true));
        }
        assertThat(problems).isEmpty();
    }
}
