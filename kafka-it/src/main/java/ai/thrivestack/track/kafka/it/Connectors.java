// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Connect's REST interface, asked at one worker. */
final class Connectors {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Gson gson = new Gson();
    private final URI worker;

    Connectors(URI worker) {
        this.worker = worker;
    }

    /** Makes a connector, or changes one; tried again while the workers are about to agree on who does what. */
    void put(String name, Map<String, String> configuration) {
        String path = "/connectors/" + name + "/config";
        Await.until(
                "an answer to PUT " + path, TIMEOUT, () -> send("PUT", path, gson.toJson(configuration)), answer -> {
                    if (answer.statusCode() == 400) {
                        throw new IllegalArgumentException(answer.body());
                    }
                    return answer.statusCode() / 100 == 2;
                });
    }

    void delete(String name) {
        Await.until(
                "an answer to DELETE " + name,
                TIMEOUT,
                () -> send("DELETE", "/connectors/" + name, ""),
                answer -> answer.statusCode() == 204 || answer.statusCode() == 404);
    }

    /** Waits until the connector and exactly this many tasks are RUNNING. */
    void awaitRunning(String name, int tasks) {
        List<String> wanted = new ArrayList<>();
        wanted.add("RUNNING");
        for (int i = 0; i < tasks; i++) {
            wanted.add("RUNNING");
        }
        Await.until(name + " and " + tasks + " tasks RUNNING", TIMEOUT, () -> states(name), wanted::equals);
    }

    /** The state of the connector and of its tasks, now. */
    List<String> states(String name) throws IOException, InterruptedException {
        JsonObject status = gson.fromJson(get("/connectors/" + name + "/status"), JsonObject.class);
        List<String> states = new ArrayList<>();
        states.add(status.getAsJsonObject("connector").get("state").getAsString());
        for (JsonElement task : status.getAsJsonArray("tasks")) {
            states.add(task.getAsJsonObject().get("state").getAsString());
        }
        return states;
    }

    /** How many different workers run its tasks, now. */
    long workers(String name) throws IOException, InterruptedException {
        JsonObject status = gson.fromJson(get("/connectors/" + name + "/status"), JsonObject.class);
        return status.getAsJsonArray("tasks").asList().stream()
                .map(task -> task.getAsJsonObject().get("worker_id").getAsString())
                .distinct()
                .count();
    }

    /** The body of an answer with status 200. */
    String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = send("GET", path, "");
        if (answer.statusCode() != 200) {
            throw new IOException("GET " + path + " is answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(worker.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
