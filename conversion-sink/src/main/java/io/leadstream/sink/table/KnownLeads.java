// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Leads whose rows are there for certain: this worker wrote them, and its transaction was committed. A fact that needs no
 * more of a lead than to be there, as an activity does, then leaves the row alone. The most recent ones, so many that a
 * worker's share takes a few megabytes; a lead that is forgotten is only looked for once more. Not thread-safe.
 */
public final class KnownLeads {

    private static final int MOST = 50_000;

    private final Map<String, Boolean> leads = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    };

    /** Whether the lead's row is known to be there. */
    boolean contains(String leadId) {
        return leads.get(leadId) != null;
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return leads.isEmpty();
    }

    /** Takes in leads whose rows are committed. */
    public void add(Collection<String> leadIds) {
        leadIds.forEach(leadId -> leads.put(leadId, true));
    }

    /** Forgets all, when rows may have gone. */
    public void clear() {
        leads.clear();
    }
}
