// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a model may know of a lead. The same for the same events in any order, and under any scoring rules. */
public interface Traits {

    /** A field as rules know it, {@code custom.<name>} included; null when the lead lacks it. */
    @Nullable
    Object value(String field);

    /** Names of the lead's custom fields. */
    Set<String> customFields();

    /** Types of the lead's activities. */
    Set<String> activityTypes();

    /** How often an activity happened, nothing cut. */
    long hits(String type);

    /** Days from the last such activity to the last event of the lead, from 0; -1 when there was none. */
    int daysSince(String type);
}
