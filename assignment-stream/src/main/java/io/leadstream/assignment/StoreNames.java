// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

/** Names of the stores: they are part of the data, as changelogs carry them. */
final class StoreNames {

    /** Lead id to the lead's state. */
    static final String LEAD = "pipeline-lead";

    /** Lead id to nothing, for leads that new rules or a new roster may help. */
    static final String WAITING = "pipeline-waiting";

    /** The assignment rules in force. */
    static final String PIPELINE_RULES = "pipeline-rule-set";

    /** The roster in force, as the pipeline knows it. */
    static final String PIPELINE_ROSTER = "pipeline-roster";

    /** The roster in force, as the pool knows it. */
    static final String POOL_ROSTER = "pool-roster";

    /** Team id to loads and turns. */
    static final String TEAM = "pool-team";

    /** Team and lead id to the lead with the team. */
    static final String ENTRY = "pool-entry";

    /** Team, kind and rank to the id of a waiting lead. */
    static final String QUEUE = "pool-queue";

    /** Team and domain to the owner of the company. */
    static final String COMPANY_OWNER = "pool-company-owner";

    /** Due time and team, for teams whose queue is to be looked at. */
    static final String WAKE = "pool-wake";

    private StoreNames() {}
}
