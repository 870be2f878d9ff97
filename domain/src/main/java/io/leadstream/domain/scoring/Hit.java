// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What of an event is counted: a type of activity, with properties, at a time in UTC milliseconds. */
record Hit(String type, Map<String, String> properties, long at) {

    /** Null when an event is nothing that somebody did. */
    static @Nullable Hit of(SpecificRecord event) {
        if (event instanceof Activity activity) {
            return new Hit(
                    activity.getType(),
                    activity.getProperties(),
                    activity.getOccurredAt().toEpochMilli());
        }
        String type = event instanceof CapturedLead capture ? LeadScoring.activityOf(capture) : null;
        return type == null || !(event instanceof CapturedLead capture)
                ? null
                : new Hit(type, Map.of(), capture.getOccurredAt().toEpochMilli());
    }
}
