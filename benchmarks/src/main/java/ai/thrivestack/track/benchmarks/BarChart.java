// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars from zero, as SVG that is legible on a light and on a dark ground. Ours stand out. */
final class BarChart {
    private static final int ROW = 26;
    private static final int LEFT = 150;
    private static final int WIDTH = 720;
    private static final int RIGHT = 80;
    private static final int TOP = 40;

    private final String title;
    private final List<Bar> bars = new ArrayList<>();

    private record Bar(String name, double value) {}

    BarChart(String title) {
        this.title = title;
    }

    void add(String name, double value) {
        bars.add(new Bar(name, value));
    }

    String svg() {
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%1$d\" height=\"%2$d\" "
                        + "font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#7a828c\">%n"
                        + "<text x=\"8\" y=\"22\" font-size=\"14\" font-weight=\"600\">%s</text>%n",
                WIDTH,
                TOP + ROW * bars.size() + 8,
                title));
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            int y = TOP + ROW * i;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
                            + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" rx=\"2\" fill=\"%s\"/>%n"
                            + "<text x=\"%.1f\" y=\"%d\">%s</text>%n",
                    LEFT - 8,
                    y + 15,
                    bar.name,
                    LEFT,
                    y + 2,
                    length(bar, most),
                    bar.name.startsWith("track") ? "#2f81f7" : "#9aa3ad",
                    LEFT + length(bar, most) + 6,
                    y + 15,
                    String.format(Locale.ROOT, bar.value < 100 ? "%.2f" : "%,.0f", bar.value)));
        }
        return svg.append("</svg>\n").toString();
    }

    private static double length(Bar bar, double most) {
        return Math.max(1, (WIDTH - LEFT - RIGHT) * bar.value / most);
    }
}
