// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which leads became part of which others. */
final class MergedIds {

    private final Set<String> decided = new HashSet<>();
    private final Map<String, String> into = new HashMap<>();
    private final Map<String, Map<String, String>> linksByEnd = new HashMap<>();

    /**
     * A link was recorded; a lead's first one decides.
     *
     * @param counts whether it is looked at
     */
    void link(String leadId, String intoLeadId, boolean counts) {
        // Links lead upwards: one that closes a circle was written by somebody else.
        if (decided.add(leadId) && counts && !endOf(intoLeadId).equals(leadId)) {
            into.put(leadId, intoLeadId);
            linksByEnd.clear();
        }
    }

    /** The lead that one has become part of in the end; itself when it has not. */
    String endOf(String leadId) {
        String end = leadId;
        for (String next = into.get(end); next != null; next = into.get(end)) {
            end = next;
        }
        return end;
    }

    /** Whether a lead is part of another, or another of it. */
    boolean concerns(String leadId) {
        return into.containsKey(leadId) || linksByEnd().containsKey(leadId);
    }

    /** The links that end at a lead. */
    Map<String, String> linksTo(String leadId) {
        return linksByEnd().getOrDefault(leadId, Map.of());
    }

    private Map<String, Map<String, String>> linksByEnd() {
        if (linksByEnd.isEmpty()) {
            into.forEach((from, to) -> linksByEnd
                    .computeIfAbsent(endOf(from), end -> new HashMap<>())
                    .put(from, to));
        }
        return linksByEnd;
    }
}
