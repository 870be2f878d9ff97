// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.calendar;

/** Whether somebody works at an instant. */
public enum Presence {
    /** Within working hours. */
    WORKING,
    /** Not within any block of working time. */
    OUTSIDE_HOURS,
    /** It would be working time, were it not a day off. */
    ON_LEAVE
}
