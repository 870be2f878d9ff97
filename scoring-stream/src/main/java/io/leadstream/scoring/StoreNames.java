// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

/** Names of the stores; they name changelogs, so they never change. */
final class StoreNames {

    static final String LEAD = "lead-state";
    static final String SEEN_EVENT = "seen-event";
    static final String DUE_TIMER = "due-timer";
    static final String RULE_SET = "rule-set";
    static final String PREDICTIVE_MODEL = "predictive-model";
    static final String RESCORE_CURSOR = "rescore-cursor";
    static final String MEASURE_BOOK = "measure-book";
    static final String BACKFILL_SEEN = "backfill-seen";
    static final String VISITOR = "visitor-state";
    static final String VISITOR_ACTIVITY = "visitor-activity";
    static final String SEEN_VISITOR_EVENT = "seen-visitor-event";

    private StoreNames() {}
}
