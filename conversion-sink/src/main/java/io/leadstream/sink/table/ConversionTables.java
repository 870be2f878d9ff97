// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.assignment.Company;
import io.leadstream.schemas.assignment.Contact;
import io.leadstream.schemas.assignment.LeadConverted;
import io.leadstream.schemas.assignment.Opportunity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Contacts, companies, opportunities and conversions. Many leads, on different partitions, may convert into one company,
 * so companies and contacts are not written from a record but worked out from all their conversions: each field is that
 * of the earliest conversion that has it, in whatever order they arrive. The row is locked first, in a statement of its
 * own, so that the next one sees what another instance committed.
 */
final class ConversionTables {

    private static final Columns<String> IDS =
            Columns.of(String.class).uuid("id", id -> id).build();

    private static final Columns<Opportunity> OPPORTUNITIES = Columns.of(Opportunity.class)
            .uuid("opportunity_id", Opportunity::getOpportunityId)
            .text("name", Opportunity::getName)
            .text("stage", Opportunity::getStage)
            .uuid("contact_id", Opportunity::getContactId)
            .uuid("company_id", Opportunity::getCompanyId)
            .text("owner_id", Opportunity::getOwnerId)
            .bigint("amount_minor", Opportunity::getAmountMinor)
            .text("currency", Opportunity::getCurrency)
            .date("expected_close_date", Opportunity::getExpectedCloseDate)
            .text("package_name", Opportunity::getPackageName)
            .text("start_expectation", Opportunity::getStartExpectation)
            .build();

    private static final Columns<LeadConverted> CONVERSIONS = Columns.of(LeadConverted.class)
            .uuid("conversion_id", LeadConverted::getConversionId)
            .uuid("lead_id", LeadConverted::getLeadId)
            .uuid("contact_id", converted -> converted.getContact().getContactId())
            .uuid("company_id", ConversionTables::companyId)
            .uuid("opportunity_id", ConversionTables::opportunityId)
            .text("owner_id", LeadConverted::getOwnerId)
            .text("converted_by", LeadConverted::getConvertedBy)
            .timestamp("converted_at", LeadConverted::getConvertedAt)
            .json("contact", converted -> contact(converted.getContact()))
            .json("company", converted -> company(converted.getCompany()))
            .build();

    private static final String LOCK_COMPANIES =
            IDS.sql("insert into companies as t (company_id) select id from {rows} as u"
                    + " on conflict (company_id) do update set name = t.name where false");
    private static final String LOCK_CONTACTS =
            IDS.sql("insert into contacts as t (contact_id) select id from {rows} as u"
                    + " on conflict (contact_id) do update set email = t.email where false");
    private static final String INSERT_OPPORTUNITIES = OPPORTUNITIES.sql(
            "insert into opportunities ({names}) select {names} from {rows} as u on conflict do nothing");
    private static final String INSERT_CONVERSIONS =
            CONVERSIONS.sql("insert into conversions ({names}) select {names} from {rows} as u on conflict do nothing");
    private static final String FILL_COMPANIES = fill(
            "companies",
            "company",
            "name",
            "domain",
            "website",
            "industry",
            "employee_count::bigint",
            "annual_revenue::bigint",
            "address",
            "owner_id");
    private static final String FILL_CONTACTS = fill(
            "contacts",
            "contact",
            "first_name",
            "last_name",
            "email",
            "phone",
            "title",
            "company_id::uuid",
            "owner_id");

    private ConversionTables() {}

    static @Nullable String companyId(LeadConverted converted) {
        Company company = converted.getCompany();
        return company == null ? null : company.getCompanyId();
    }

    static @Nullable String opportunityId(LeadConverted converted) {
        Opportunity opportunity = converted.getOpportunity();
        return opportunity == null ? null : opportunity.getOpportunityId();
    }

    /** Writes the conversions of a batch; their leads must exist and be locked. */
    static void write(Connection connection, Collection<LeadConverted> batch) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        TreeMap<String, LeadConverted> conversions = new TreeMap<>();
        TreeMap<String, String> companies = new TreeMap<>();
        TreeMap<String, String> contacts = new TreeMap<>();
        TreeMap<String, Opportunity> opportunities = new TreeMap<>();
        for (LeadConverted converted : batch) {
            conversions.putIfAbsent(converted.getConversionId(), converted);
            add(contacts, converted.getContact().getContactId());
            add(companies, converted.getContact().getCompanyId());
            add(companies, companyId(converted));
            Opportunity opportunity = converted.getOpportunity();
            if (opportunity != null) {
                add(contacts, opportunity.getContactId());
                add(companies, opportunity.getCompanyId());
                opportunities.putIfAbsent(opportunity.getOpportunityId(), opportunity);
            }
        }
        run(connection, IDS, LOCK_COMPANIES, companies);
        run(connection, IDS, LOCK_CONTACTS, contacts);
        run(connection, OPPORTUNITIES, INSERT_OPPORTUNITIES, opportunities);
        run(connection, CONVERSIONS, INSERT_CONVERSIONS, conversions);
        run(connection, IDS, FILL_COMPANIES, companies);
        run(connection, IDS, FILL_CONTACTS, contacts);
    }

    private static void add(Map<String, String> ids, @Nullable String id) {
        if (id != null) {
            ids.put(id, id);
        }
    }

    private static <R> void run(Connection connection, Columns<R> columns, String sql, SortedMap<String, R> rows)
            throws SQLException {
        if (!rows.isEmpty()) {
            columns.execute(connection, sql, List.copyOf(rows.values()));
        }
    }

    /** A statement that takes each field from the earliest conversion in which it isn't null. */
    private static String fill(String table, String json, String... fields) {
        StringBuilder assignments = new StringBuilder();
        StringBuilder values = new StringBuilder();
        for (String field : fields) {
            String name = field.split("::", -1)[0];
            String cast = field.substring(name.length());
            assignments.append(assignments.isEmpty() ? "" : ", ").append(name + " = c." + name + cast);
            values.append(", (array_agg(v." + json + " ->> '" + name + "' order by v.converted_at, v.conversion_id)"
                    + " filter (where v." + json + " ->> '" + name + "' is not null))[1] as " + name);
        }
        String key = json + "_id";
        return IDS.sql("update " + table + " t set " + assignments + " from (select v." + key + values
                + " from conversions v where v." + key + " in (select id from {rows} as u) group by v." + key
                + ") as c where t." + key + " = c." + key);
    }

    private static String contact(Contact contact) {
        return Json.object(contact, (json, of) -> json.put("contact_id", of.getContactId())
                .put("first_name", of.getFirstName())
                .put("last_name", of.getLastName())
                .put("email", of.getEmail())
                .put("phone", of.getPhone())
                .put("title", of.getTitle())
                .put("company_id", of.getCompanyId())
                .put("owner_id", of.getOwnerId()));
    }

    private static @Nullable String company(@Nullable Company company) {
        return company == null
                ? null
                : Json.object(company, (json, of) -> json.put("company_id", of.getCompanyId())
                        .put("name", of.getName())
                        .put("domain", of.getDomain())
                        .put("website", of.getWebsite())
                        .put("industry", of.getIndustry())
                        .put("employee_count", of.getEmployeeCount())
                        .put("annual_revenue", of.getAnnualRevenue())
                        .put("address", of.getAddress())
                        .put("owner_id", of.getOwnerId()));
    }
}
