// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import io.leadstream.runtime.config.CommonSettings;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;

/** Every key that capture-ingest knows. */
public final class CaptureSettings {

    /** First part of the keys. */
    public static final String MODULE = "capture";

    public static final int DEFAULT_PORT = 8080;

    public static final String HTTP_THREADS = "capture.http.threads";
    public static final String WRITE_KEYS = "capture.keys.write";
    public static final String SECRET_KEYS = "capture.keys.secret";
    public static final String CORS_ORIGINS = "capture.cors.origins";
    public static final String FORMS_FILE = "capture.forms.file";
    public static final String EVENT_BYTES = "capture.event.max.bytes";
    public static final String BATCH_BYTES = "capture.batch.max.bytes";
    public static final String BATCH_EVENTS = "capture.batch.max.events";
    public static final String ANSWER_MILLIS = "capture.answer.timeout.ms";
    public static final String RATE_PER_SECOND = "capture.rate.requests.per.second";
    public static final String RATE_BURST = "capture.rate.burst";
    public static final String TRUST_FORWARDED = "capture.http.trust.forwarded";
    public static final String PHONE_REGION = "capture.phone.region";
    public static final String PLUS_TAG_DOMAINS = "capture.email.plus.tag.domains";
    public static final String DOT_DOMAINS = "capture.email.dot.domains";
    public static final String SCORING_RULES_FILE = "capture.rules.scoring.file";
    public static final String ASSIGNMENT_RULES_FILE = "capture.rules.assignment.file";
    public static final String ROSTER_FILE = "capture.rules.roster.file";

    private CaptureSettings() {}

    /** The declaration of all keys. */
    public static ConfigDef define() {
        ConfigDef def = CommonSettings.define(MODULE, DEFAULT_PORT);
        defineAccess(def);
        defineLimits(def);
        defineIdentity(def);
        return defineRules(def);
    }

    private static void defineAccess(ConfigDef def) {
        def.define(
                        WRITE_KEYS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        HIGH,
                        "Keys that may send leads and activities, as name:SHA-256 in hex; `printf %s KEY | sha256sum`"
                                + " makes the second half.")
                .define(
                        SECRET_KEYS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        HIGH,
                        "Keys that may also send commands, as name:SHA-256 in hex; never put one into a web page.")
                .define(
                        CORS_ORIGINS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        MEDIUM,
                        "Web origins, such as https://www.example.com, whose pages may call the API; forms have their"
                                + " own.")
                .define(
                        FORMS_FILE,
                        ConfigDef.Type.STRING,
                        "",
                        HIGH,
                        "YAML file with the web forms; empty: the shipped ones (contact, guide, demo).")
                .define(
                        TRUST_FORWARDED,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        MEDIUM,
                        "Take the caller's address from X-Forwarded-For; only behind a proxy that sets it.")
                .define(HTTP_THREADS, ConfigDef.Type.INT, 2, between(1, 64), LOW, "Event loops that serve HTTP.");
    }

    private static void defineLimits(ConfigDef def) {
        def.define(
                        EVENT_BYTES,
                        ConfigDef.Type.INT,
                        65_536,
                        between(1_024, 524_288),
                        LOW,
                        "Bytes of one event, at most.")
                .define(
                        BATCH_BYTES,
                        ConfigDef.Type.INT,
                        1_048_576,
                        between(1_024, 16_777_216),
                        LOW,
                        "Bytes of a request, at most.")
                .define(
                        BATCH_EVENTS,
                        ConfigDef.Type.INT,
                        1_000,
                        between(1, 10_000),
                        LOW,
                        "Events in one request, at most.")
                .define(
                        ANSWER_MILLIS,
                        ConfigDef.Type.INT,
                        1_700,
                        between(200, 30_000),
                        MEDIUM,
                        "Milliseconds within which the brokers must confirm; after that the answer is 503.")
                .define(
                        RATE_PER_SECOND,
                        ConfigDef.Type.INT,
                        0,
                        between(0, 1_000_000),
                        MEDIUM,
                        "Requests per second for each key, and for each address that posts forms; 0: no limit.")
                .define(
                        RATE_BURST,
                        ConfigDef.Type.INT,
                        100,
                        between(1, 1_000_000),
                        LOW,
                        "Requests above the rate that may come at once.");
    }

    private static void defineIdentity(ConfigDef def) {
        def.define(
                        PHONE_REGION,
                        ConfigDef.Type.STRING,
                        "",
                        MEDIUM,
                        "Country (two letters) of phone numbers without a country code; empty: they are refused.")
                .define(
                        PLUS_TAG_DOMAINS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        MEDIUM,
                        "Mail domains where jo+news@ and jo@ are one person. Changing it later splits people.")
                .define(
                        DOT_DOMAINS,
                        ConfigDef.Type.LIST,
                        List.of(),
                        MEDIUM,
                        "Mail domains where j.o@ and jo@ are one person. Changing it later splits people.");
    }

    private static ConfigDef defineRules(ConfigDef def) {
        return def.define(
                        SCORING_RULES_FILE,
                        ConfigDef.Type.STRING,
                        "",
                        HIGH,
                        "YAML file with scoring rules, published at start when it differs from the newest version;"
                                + " empty: the shipped model, when none was ever published.")
                .define(
                        ASSIGNMENT_RULES_FILE,
                        ConfigDef.Type.STRING,
                        "",
                        HIGH,
                        "YAML file with assignment rules, published likewise.")
                .define(
                        ROSTER_FILE,
                        ConfigDef.Type.STRING,
                        "",
                        HIGH,
                        "YAML file with teams and people, published likewise.");
    }
}
