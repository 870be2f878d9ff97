// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.rules.TreeReader;
import io.leadstream.schemas.rules.HolidayCalendar;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.rules.Team;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads one roster. */
final class RosterReader {

    private static final int MOST_PEOPLE = 1_000;
    private static final int MOST_LEADS = 1_000_000;
    private static final int MOST_MOVES = 20;
    private static final int DEFAULT_MOVES = 3;
    private static final long DEFAULT_QUEUE_ALERT = 3_600;

    private final TreeReader file;
    private final Set<String> teamIds = new HashSet<>();
    private final Set<String> personIds = new HashSet<>();
    private final Set<String> holidayNames = new HashSet<>();

    RosterReader(TreeReader file) {
        this.file = file;
    }

    /** The roster as far as it could be read; mistakes are noted in the reader. */
    Roster read() {
        file.allow("teams", "representatives", "holidays");
        List<HolidayCalendar> holidays = holidays();
        List<Team> teams = new ArrayList<>();
        List<TreeReader> teamEntries = file.children("teams");
        teamEntries.forEach(entry -> teams.add(team(entry)));
        List<Representative> people = new ArrayList<>();
        List<TreeReader> entries = file.children("representatives");
        entries.forEach(entry -> people.add(person(entry)));
        if (teams.isEmpty()) {
            file.mistake("teams", "there is no team", "add at least one team with 'id' and 'name'");
        }
        if (people.isEmpty() || people.size() > MOST_PEOPLE) {
            file.mistake("representatives", people.size() + " people", "write 1 to " + MOST_PEOPLE + " people");
        }
        for (int i = 0; i < teams.size(); i++) {
            String manager = teams.get(i).getManager();
            if (manager != null && !personIds.contains(manager)) {
                teamEntries.get(i).mistake("manager", "'" + manager + "' is not listed", "name a representative's id");
            }
        }
        return Roster.newBuilder()
                .setVersion(0)
                .setContentHash("")
                .setPublishedAt(Instant.EPOCH)
                .setPublishedBy("")
                .setTeams(teams)
                .setRepresentatives(people)
                .setHolidays(holidays)
                .build();
    }

    private List<HolidayCalendar> holidays() {
        List<HolidayCalendar> calendars = new ArrayList<>();
        for (TreeReader entry : file.children("holidays")) {
            entry.allow("name", "dates");
            String name = RoutingFiles.id(entry, "name");
            if (!holidayNames.add(name)) {
                entry.mistake("name", "'" + name + "' is used twice", "give each calendar its own name");
            }
            calendars.add(new HolidayCalendar(name, dates(entry, "dates")));
        }
        return calendars;
    }

    private List<String> holidaysOf(TreeReader entry) {
        List<String> names = entry.texts("holidays");
        for (String name : names) {
            if (!holidayNames.contains(name)) {
                entry.mistake("holidays", "calendar '" + name + "' is not listed", "add it under 'holidays'");
            }
        }
        return names;
    }

    private Team team(TreeReader entry) {
        entry.allow(
                "id",
                "name",
                "strategy",
                "manager",
                "accept",
                "firstTouch",
                "moves",
                "queueAlert",
                "ownerWait",
                "holidays");
        String id = RoutingFiles.id(entry, "id");
        if (!teamIds.add(id)) {
            entry.mistake("id", "'" + id + "' is used twice", "give each team its own id");
        }
        return Team.newBuilder()
                .setId(id)
                .setName(entry.requiredText("name"))
                .setStrategy(strategy(entry))
                .setManager(entry.text("manager"))
                .setAccept(TimesReader.byGrade(entry, "accept"))
                .setFirstTouch(TimesReader.byGrade(entry, "firstTouch"))
                .setMoves(entry.integer("moves", 0, MOST_MOVES, DEFAULT_MOVES))
                .setQueueAlertSeconds(TimesReader.secondsOrNever(entry, "queueAlert", DEFAULT_QUEUE_ALERT))
                .setOwnerWaitSeconds(TimesReader.secondsOrNever(entry, "ownerWait", 0))
                .setHolidays(holidaysOf(entry))
                .build();
    }

    private static Strategy strategy(TreeReader entry) {
        String name = entry.text("strategy");
        if (name == null) {
            return Strategy.LEAST_LOADED;
        }
        for (Strategy strategy : Strategy.values()) {
            if (strategy != Strategy.UNKNOWN
                    && strategy.name().toLowerCase(Locale.ROOT).equals(name)) {
                return strategy;
            }
        }
        entry.mistake("strategy", "unknown strategy '" + name + "'", "use least_loaded, round_robin or weighted");
        return Strategy.UNKNOWN;
    }

    private Representative person(TreeReader entry) {
        entry.allow(
                "id",
                "name",
                "email",
                "team",
                "active",
                "capacityOpen",
                "capacityPerDay",
                "weight",
                "zone",
                "hours",
                "capacityPerHour",
                "daysOff",
                "leave",
                "holidays",
                "segments");
        String id = RoutingFiles.id(entry, "id");
        if (!personIds.add(id)) {
            entry.mistake("id", "'" + id + "' is used twice", "give each person an id of their own");
        }
        String team = entry.requiredText("team");
        if (!team.isEmpty() && !teamIds.contains(team)) {
            entry.mistake("team", "team '" + team + "' is not listed", "add it under 'teams', or name another");
        }
        String email = entry.requiredText("email");
        if (!email.isEmpty() && email.indexOf('@') < 1) {
            entry.mistake("email", "'" + email + "' is no address", "write name@domain");
        }
        String zone = zone(entry);
        return Representative.newBuilder()
                .setId(id)
                .setName(entry.requiredText("name"))
                .setEmail(email)
                .setTeam(team)
                .setActive(entry.flag("active", true))
                .setCapacityOpen(entry.integer("capacityOpen", 0, MOST_LEADS))
                .setCapacityPerDay(entry.integer("capacityPerDay", 0, MOST_LEADS))
                .setWeight(entry.integer("weight", 1, 10_000, 100))
                .setCapacityPerHour(entry.integer("capacityPerHour", 0, MOST_LEADS))
                .setZone(zone)
                .setHours(HoursReader.read(entry))
                .setDaysOff(dates(entry, "daysOff"))
                .setLeave(TimesReader.leave(entry, zone))
                .setHolidays(holidaysOf(entry))
                .setSegments(entry.texts("segments"))
                .build();
    }

    private static String zone(TreeReader entry) {
        String zone = entry.text("zone");
        if (zone == null) {
            return "UTC";
        }
        try {
            return ZoneId.of(zone).getId();
        } catch (DateTimeException unknown) {
            entry.mistake("zone", "unknown time zone '" + zone + "'", "write an IANA name such as Europe/Berlin");
            return zone;
        }
    }

    private static List<String> dates(TreeReader entry, String key) {
        List<String> days = entry.texts(key);
        for (String day : days) {
            try {
                LocalDate.parse(day);
            } catch (DateTimeException wrong) {
                entry.mistake(key, "'" + day + "' is no date", "write a date such as 2026-12-24");
            }
        }
        return days;
    }
}
