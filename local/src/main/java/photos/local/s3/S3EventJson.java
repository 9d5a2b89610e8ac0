package photos.local.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import photos.json.Json;

/// S3's notification message: "Event message structure" in the S3 User Guide, version 2.1. Written by hand, since the
/// official library can read but not write a removal.
///
/// @param region of the bucket
/// @param configuration the notification's `Id`
public record S3EventJson(String region, String bucket, String configuration) {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String OWNER = "LOCAL";

    public String text(ObjectEvent event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("eventVersion", "2.1");
        json.put("eventSource", "aws:s3");
        json.put("awsRegion", region);
        json.put("eventTime", MILLIS.format(event.at()));
        json.put("eventName", event.name().text());
        json.put("userIdentity", Map.of("principalId", OWNER));
        json.put("requestParameters", Map.of("sourceIPAddress", "127.0.0.1"));
        json.put("responseElements", Map.of("x-amz-request-id", event.sequencer(), "x-amz-id-2", event.sequencer()));
        json.put("s3", s3(event));
        return Json.write(Map.of("Records", List.of(json)));
    }

    private Map<String, Object> s3(ObjectEvent event) {
        Map<String, Object> owned = new LinkedHashMap<>();
        owned.put("name", bucket);
        owned.put("ownerIdentity", Map.of("principalId", OWNER));
        owned.put("arn", "arn:aws:s3:::" + bucket);
        Map<String, Object> s3 = new LinkedHashMap<>();
        s3.put("s3SchemaVersion", "1.0");
        s3.put("configurationId", configuration);
        s3.put("bucket", owned);
        s3.put("object", object(event));
        return s3;
    }

    private static Map<String, Object> object(ObjectEvent event) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("key", encoded(event.key()));
        event.content().ifPresent(content -> {
            object.put("size", content.size());
            object.put("eTag", content.eTag());
        });
        event.versionId().ifPresent(id -> object.put("versionId", id));
        object.put("sequencer", event.sequencer());
        return object;
    }

    /// As S3 does: form encoding, where a space is `+`, but with slashes as they are.
    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }
}
