// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A real reverse proxy between us and the API, on loopback, with all its files in one directory. */
final class Nginx {
    private final String program;
    private final Path directory;
    private final int port;
    private Process process;

    /** @param program its path, or its name if it is on the path */
    Nginx(String program, Path directory, int apiPort) throws IOException {
        this.program = program;
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
        String configuration = user + "daemon off; worker_processes 1; pid nginx.pid; error_log error.log;\n"
                + "events { worker_connections 64; }\n"
                + "http { log_format status '$status'; access_log access.log status; client_max_body_size 3m;\n"
                + "client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;\n"
                + "uwsgi_temp_path uwsgi; scgi_temp_path scgi;\n"
                + "server { listen 127.0.0.1:" + port + "; location / { proxy_pass http://127.0.0.1:" + apiPort + ";\n"
                + "proxy_connect_timeout 1s; proxy_read_timeout 1s; proxy_next_upstream off; } } }\n";
        Files.write(directory.resolve("nginx.conf"), configuration.getBytes(StandardCharsets.UTF_8));
    }

    void start() {
        process = run();
    }

    private Process run(String... more) {
        ProcessBuilder nginx = new ProcessBuilder(program, "-p", directory.toString(), "-c", "nginx.conf");
        for (String argument : more) {
            nginx.command().add(argument);
        }
        nginx.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("output.log").toFile()));
        try {
            return nginx.start();
        } catch (IOException missing) {
            throw new AssertionError(
                    program + " cannot be started. Install it (Debian: apt-get install nginx-light), or name it: "
                            + "-Dsoak.nginx=/usr/sbin/nginx",
                    missing);
        }
    }

    /** What it has under way is aborted. */
    void restart() throws InterruptedException {
        stop();
        start();
    }

    /** What it has under way is ended by the former worker. */
    void reload() throws InterruptedException {
        run("-s", "reload").waitFor();
    }

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    URI endpoint(URI behind) {
        return URI.create("http://127.0.0.1:" + port + behind.getPath());
    }

    /** How often it has answered with each status. */
    Map<String, Integer> answers() throws IOException {
        Map<String, Integer> answers = new TreeMap<>();
        for (String status : Files.readAllLines(directory.resolve("access.log"))) {
            answers.merge(status, 1, Integer::sum);
        }
        return answers;
    }
}
