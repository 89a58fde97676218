// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines over a growing input, both scales logarithmic, as SVG that is legible on a light and on a dark ground. The dashed
 * line grows as the input does; a steeper one grows faster.
 */
final class LineChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 60;
    private static final int RIGHT = 150;
    private static final int TOP = 44;
    private static final int BOTTOM = 32;
    private static final String GREY = "#9aa3ad";
    private static final List<String> COLOURS = List.of("#2f81f7", "#d97a1f", "#2da160", "#a05fd0");

    private final String title;
    private final List<Integer> inputs;
    private final List<Line> lines = new ArrayList<>();
    private double least = 1;
    private double most = 1;

    private record Line(String name, List<Double> values) {}

    /** @param inputs above zero, and growing */
    LineChart(String title, List<Integer> inputs) {
        this.title = title;
        this.inputs = List.copyOf(inputs);
        most = inputs.get(inputs.size() - 1) / (double) inputs.get(0);
    }

    /** @param values above zero, one for each input */
    void add(String name, List<Double> values) {
        lines.add(new Line(name, List.copyOf(values)));
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
    }

    String svg() {
        StringBuilder svg = new StringBuilder(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%1$d\" height=\"%2$d\" "
                        + "font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"#7a828c\">%n"
                        + "<text x=\"8\" y=\"22\" font-size=\"14\" font-weight=\"600\">%s</text>%n",
                WIDTH, HEIGHT, title));
        drawGrid(svg);
        List<Double> proportional =
                inputs.stream().map(input -> input / (double) inputs.get(0)).toList();
        draw(svg, proportional, GREY, " stroke-dasharray=\"4 4\"");
        List<Double> taken = new ArrayList<>();
        label(svg, "in proportion", y(proportional.get(proportional.size() - 1)), GREY, taken);
        for (int i = 0; i < lines.size(); i++) {
            List<Double> values = lines.get(i).values;
            String colour = COLOURS.get(i % COLOURS.size());
            draw(svg, values, colour, "");
            label(svg, lines.get(i).name, y(values.get(values.size() - 1)), colour, taken);
        }
        return svg.append("</svg>\n").toString();
    }

    private void drawGrid(StringBuilder svg) {
        for (double value = Math.pow(10, Math.floor(Math.log10(least))); value <= most; value *= 10) {
            if (value >= least) {
                svg.append(format(
                        "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%3$.1f\" stroke=\"%s\" stroke-opacity=\"0.4\"/>%n"
                                + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
                        LEFT, WIDTH - RIGHT, y(value), GREY, LEFT - 8, y(value) + 4, tick(value)));
            }
        }
        for (int input : inputs) {
            svg.append(format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>%n", x(input), HEIGHT - 8, input));
        }
    }

    private static String tick(double value) {
        return value < 1 ? format("%.2g", value) : format("%,.0f", value);
    }

    private void draw(StringBuilder svg, List<Double> values, String colour, String style) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            points.append(format("%.1f,%.1f ", x(inputs.get(i)), y(values.get(i))));
        }
        svg.append(format(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>%n",
                points.toString().trim(), colour, style));
    }

    /** At the end of its line, or below the label that is there. */
    private static void label(StringBuilder svg, String name, double wanted, String colour, List<Double> taken) {
        double y = wanted;
        while (isNear(y, taken)) {
            y += 2;
        }
        taken.add(y);
        svg.append(format("<text x=\"%d\" y=\"%.1f\" fill=\"%s\">%s</text>%n", WIDTH - RIGHT + 8, y + 4, colour, name));
    }

    private static boolean isNear(double y, List<Double> taken) {
        return taken.stream().anyMatch(other -> Math.abs(other - y) < 15);
    }

    private double x(int input) {
        double whole = Math.log(inputs.get(inputs.size() - 1) / (double) inputs.get(0));
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(input / (double) inputs.get(0)) / whole;
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * Math.log(value / least) / Math.log(most / least);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
