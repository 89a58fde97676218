// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.browser;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A screenshot as a PNG of 128 colours, to keep it small: the page is flat, so that its most frequent colours are all
 * that the eye sees; each other becomes the nearest of them.
 */
final class Picture {

    private static final int COLOURS = 128;

    private Picture() {}

    static void write(byte[] png, Path file) throws IOException {
        BufferedImage shot = ImageIO.read(new ByteArrayInputStream(png));
        int width = shot.getWidth();
        int[] pixels = shot.getRGB(0, 0, width, shot.getHeight(), null, 0, width);
        int[] palette = palette(pixels);
        BufferedImage reduced = new BufferedImage(
                width,
                shot.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(7, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE));
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int index = nearest.computeIfAbsent(pixels[i], pixel -> nearest(pixel, palette));
            reduced.getRaster().setSample(i % width, i / width, 0, index);
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(reduced, "png", file.toFile());
    }

    /** The most frequent first, and none that the eye takes for one of them. */
    private static int[] palette(int[] pixels) {
        Map<Integer, Integer> counts = new HashMap<>();
        IntStream.of(pixels).forEach(pixel -> counts.merge(pixel, 1, Integer::sum));
        List<Integer> byFrequency = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        int[] palette = new int[COLOURS];
        int size = 0;
        for (int pixel : byFrequency) {
            if (size < COLOURS && (size == 0 || distance(pixel, palette[nearest(pixel, palette, size)]) > 250)) {
                palette[size++] = pixel;
            }
        }
        return IntStream.of(palette).limit(size).toArray();
    }

    private static int nearest(int pixel, int[] palette) {
        return nearest(pixel, palette, palette.length);
    }

    private static int nearest(int pixel, int[] palette, int size) {
        int best = 0;
        for (int i = 1; i < size; i++) {
            if (distance(pixel, palette[i]) < distance(pixel, palette[best])) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        int red = (one >> 16 & 255) - (other >> 16 & 255);
        int green = (one >> 8 & 255) - (other >> 8 & 255);
        int blue = (one & 255) - (other & 255);
        return red * red + green * green + blue * blue;
    }
}
