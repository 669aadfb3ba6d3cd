package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    private static final String TEXT =
            "https://parvis.example/en/agenda/forum-a-venir/emargement?code=7Z4QK0M2XA&mot=équité";
    private static final int SCALE = 4;

    @Test
    void its_picture_is_read_back() throws Exception {
        byte[] png = new QrCode(TEXT).png();
        assertThat(png.length).isLessThan(2_000);
        assertThat(read(ImageIO.read(new ByteArrayInputStream(png)))).isEqualTo(TEXT);
    }

    @Test
    void its_drawing_is_read_back() throws Exception {
        var code = new QrCode(TEXT);
        var image = new BufferedImage(code.size() * SCALE, code.size() * SCALE, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(java.awt.Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.setColor(java.awt.Color.BLACK);
        Matcher runs = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1H\\1z").matcher(code.path());
        while (runs.find())
            pen.fillRect(
                    Integer.parseInt(runs.group(1)) * SCALE,
                    Integer.parseInt(runs.group(2)) * SCALE,
                    Integer.parseInt(runs.group(3)) * SCALE,
                    SCALE);
        assertThat(read(image)).isEqualTo(TEXT);
    }

    private static String read(BufferedImage image) throws Exception {
        int[] points = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), points);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }
}
