// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import io.leadstream.capture.read.FieldError;
import io.leadstream.capture.read.Judged;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what came in, by door, and why it was refused. */
final class CaptureMeters {

    private record Name(String meter, String door, String code) {}

    private final MeterRegistry registry;
    private final Map<Name, Counter> counters = new ConcurrentHashMap<>();

    CaptureMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Events that were confirmed by the brokers. */
    void accepted(String door, int events) {
        counter("capture.accepted", door, "").increment(events);
    }

    /** Each refused event, by the code of its first error. */
    void refused(String door, List<Judged> judged) {
        for (Judged each : judged) {
            if (each instanceof Judged.Refused refused) {
                List<FieldError> errors = refused.errors();
                refused(door, errors.isEmpty() ? "unknown" : errors.get(0).code());
            }
        }
    }

    /** A request that was refused as a whole. */
    void refused(String door, String code) {
        counter("capture.refused", door, code).increment();
    }

    private Counter counter(String meter, String door, String code) {
        return counters.computeIfAbsent(new Name(meter, door, code), this::register);
    }

    private Counter register(Name name) {
        Counter.Builder builder = Counter.builder(name.meter()).tag("door", name.door());
        return (name.code().isEmpty() ? builder : builder.tag("code", name.code())).register(registry);
    }
}
