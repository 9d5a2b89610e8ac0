package photos.processor.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import photos.json.Json;
import photos.ledger.State;
import photos.processor.job.Jobs;
import spark.Request;
import spark.Response;

/// Whether the program lives, whether it can take a job, and what it has done.
final class HealthApi {
    private final Jobs jobs;
    private final HttpApi.Readiness readiness;
    private final HttpApi.About about;

    HealthApi(Jobs jobs, HttpApi.Readiness readiness, HttpApi.About about) {
        this.jobs = jobs;
        this.readiness = readiness;
        this.about = about;
    }

    Object live(Request request, Response response) {
        response.type("application/json");
        return Json.write(Map.of("status", "live"));
    }

    Object ready(Request request, Response response) {
        boolean room = readiness.hasRoom();
        boolean ready = room && !jobs.isDraining();
        response.status(ready ? 200 : 503);
        response.type("application/json");
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", ready ? "ready" : jobs.isDraining() ? "draining" : "no room on the work volume");
        json.put("running", jobs.running());
        json.put("renderer", about.renderer());
        json.put("codecs", about.codecs());
        return Json.write(json);
    }

    /// Prometheus text exposition format 0.0.4.
    Object metrics(Request request, Response response) {
        response.type("text/plain; version=0.0.4; charset=utf-8");
        StringBuilder text = new StringBuilder("""
                # HELP photos_jobs_total Jobs ended since the start, by the state they left the photo in.
                # TYPE photos_jobs_total counter
                """);
        for (State state : State.values()) {
            text.append("photos_jobs_total{state=\"")
                    .append(state.name().toLowerCase(Locale.ROOT))
                    .append("\"} ")
                    .append(jobs.counts().of(state))
                    .append('\n');
        }
        return text.append("""
                # HELP photos_jobs_running Jobs at work or waiting for room.
                # TYPE photos_jobs_running gauge
                """)
                .append("photos_jobs_running ")
                .append(jobs.running())
                .append('\n')
                .toString();
    }
}
