// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Those who visit the example in {@code ./demo boot}: starts the application, makes requests, and ends it as an operator
 * would. Not part of the application, nor compiled with it.
 */
final class Visitors {
    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
    private static final List<String> PAGES =
            List.of("/acme/reports/sales", "/acme/reports/stock?format=pdf", "/actuator/health/track");
    private static final String CREDENTIALS = Base64.getEncoder().encodeToString("mary:secret".getBytes());

    public static void main(String[] args) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(java.toString(), "-jar", args[0]).redirectErrorStream(true);
        builder.environment().put("SERVER_PORT", "0");
        Process application = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(application::destroy));
        try (BufferedReader output = application.inputReader()) {
            String port = null;
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                System.out.println(line);
                Matcher started = STARTED.matcher(line);
                if (started.find()) {
                    port = started.group(1);
                }
                if (port != null && line.contains("Started ShopApplication")) {
                    visit(port);
                    application.toHandle().destroy(); // its output goes on until it has ended
                }
            }
        }
        if (application.waitFor() != 143) {
            throw new IllegalStateException("the application ended by itself: " + application.exitValue());
        }
    }

    private static void visit(String port) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (String page : PAGES) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + page))
                    .header("Authorization", "Basic " + CREDENTIALS)
                    .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            System.out.println("GET " + page + ": " + response.body());
        }
    }
}
