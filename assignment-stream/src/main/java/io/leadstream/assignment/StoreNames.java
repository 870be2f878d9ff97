// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

/** Names of the stores: they are part of the data, as changelogs carry them. */
final class StoreNames {

    /** Lead id to the lead's state. */
    static final String LEAD = "pipeline-lead";

    /** Lead id to nothing, for leads that new rules or a new roster may help. */
    static final String WAITING = "pipeline-waiting";

    /** Due time and lead id, for leads with a clock that runs. */
    static final String TIMER = "due-timer";

    /** Where the next look at what is due begins. */
    static final String TIMER_CURSOR = "due-timer-cursor";

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

    /** Team and domain to whom the team prefers for the company. */
    static final String COMPANY_OWNER = "pool-company-owner";

    /** Company domain to the owner of the company, whatever the team. */
    static final String ACCOUNT_OWNER = "account-owner";

    /** Lead id to the team of the company's owner to whom the lead's newest offer went. */
    static final String ACCOUNT_REDIRECTION = "account-redirection";

    /** The roster in force, as the accounts know it. */
    static final String ACCOUNT_ROSTER = "account-roster";

    /** Team id to the walk through its leads that is under way. */
    static final String SWEEP = "pool-sweep";

    /** Representative id to an absence by command. */
    static final String ABSENCE = "pool-absence";

    /** Representative id to the newest commands about that person. */
    static final String STAFF = "staff-command";

    /** The roster in force, as those who decide commands about people know it. */
    static final String STAFF_ROSTER = "staff-roster";

    /** Due time and team, for teams whose queue is to be looked at. */
    static final String WAKE = "pool-wake";

    private StoreNames() {}
}
