// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.conversion;

import io.leadstream.domain.identity.CompanyDomain;
import io.leadstream.domain.identity.CompanyName;
import io.leadstream.domain.identity.NameBasedId;
import io.leadstream.schemas.assignment.Company;
import io.leadstream.schemas.assignment.Contact;
import io.leadstream.schemas.assignment.LeadConverted;
import io.leadstream.schemas.assignment.Opportunity;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.scoring.LeadProfile;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns a lead into contact, company and opportunity, all in one record. Ids are name-based: the same lead gives the
 * same ids, and people of one company the same company.
 */
public final class Conversion {

    private static final UUID CONVERSIONS = NameBasedId.namespace("conversions");
    private static final UUID CONTACTS = NameBasedId.namespace("contacts");
    private static final UUID COMPANIES = NameBasedId.namespace("companies");
    private static final UUID OPPORTUNITIES = NameBasedId.namespace("opportunities");

    /** A lead is converted once; the number leaves room for a conversion after one that was undone. */
    private static final String FIRST = "1";

    private Conversion() {}

    /** Converts; the owner of the lead owns what comes of it. */
    public static LeadConverted of(
            LeadProfile lead, @Nullable String ownerId, ConvertLead order, String convertedBy, Instant at) {
        Company company = company(lead, ownerId);
        String companyId = company == null ? null : company.getCompanyId();
        Contact contact = Contact.newBuilder()
                .setContactId(contactId(lead))
                .setFirstName(lead.getFirstName())
                .setLastName(lead.getLastName())
                .setEmail(lead.getEmail())
                .setPhone(lead.getPhone())
                .setTitle(lead.getTitle())
                .setCompanyId(companyId)
                .setOwnerId(ownerId)
                .build();
        return LeadConverted.newBuilder()
                .setConversionId(NameBasedId.of(CONVERSIONS, lead.getLeadId(), FIRST))
                .setLeadId(lead.getLeadId())
                .setContact(contact)
                .setCompany(company)
                .setOpportunity(
                        order.getCreateOpportunity()
                                ? opportunity(lead, order, contact.getContactId(), companyId, ownerId)
                                : null)
                .setOwnerId(ownerId)
                .setConvertedBy(convertedBy)
                .setConvertedAt(at)
                .build();
    }

    private static String contactId(LeadProfile lead) {
        return lead.getEmail() == null
                ? NameBasedId.of(CONTACTS, "lead", lead.getLeadId())
                : NameBasedId.of(CONTACTS, "email", lead.getEmail());
    }

    /** By the registrable domain, which free mail never gives, else by name; none when the lead has neither. */
    private static @Nullable Company company(LeadProfile lead, @Nullable String ownerId) {
        String domain = domainOf(lead.getEmail());
        String name = CompanyName.normalise(lead.getCompany())
                .value()
                .map(CompanyName::key)
                .orElse(null);
        if (domain == null && name == null) {
            return null;
        }
        return Company.newBuilder()
                .setCompanyId(
                        domain == null
                                ? NameBasedId.of(COMPANIES, "name", name)
                                : NameBasedId.of(COMPANIES, "domain", domain))
                .setName(Objects.requireNonNull(name == null ? domain : lead.getCompany())
                        .strip())
                .setDomain(domain)
                .setWebsite(lead.getWebsite())
                .setIndustry(lead.getIndustry())
                .setEmployeeCount(lead.getEmployeeCount())
                .setAnnualRevenue(lead.getAnnualRevenue())
                .setAddress(lead.getAddress())
                .setOwnerId(ownerId)
                .build();
    }

    private static @Nullable String domainOf(@Nullable String email) {
        if (email == null) {
            return null;
        }
        return CompanyDomain.ofDomain(email.substring(email.lastIndexOf('@') + 1))
                .map(CompanyDomain::value)
                .orElse(null);
    }

    private static Opportunity opportunity(
            LeadProfile lead,
            ConvertLead order,
            String contactId,
            @Nullable String companyId,
            @Nullable String ownerId) {
        return Opportunity.newBuilder()
                .setOpportunityId(NameBasedId.of(OPPORTUNITIES, lead.getLeadId(), FIRST))
                .setName(order.getOpportunityName() == null ? nameFor(lead) : order.getOpportunityName())
                .setStage("qualification")
                .setContactId(contactId)
                .setCompanyId(companyId)
                .setOwnerId(ownerId)
                .setAmountMinor(order.getAmountMinor())
                .setCurrency(order.getCurrency())
                .setExpectedCloseDate(order.getExpectedCloseDate())
                .setPackageName(order.getPackageName())
                .setStartExpectation(order.getStartExpectation())
                .build();
    }

    private static String nameFor(LeadProfile lead) {
        return Stream.of(lead.getCompany(), lead.getLastName(), lead.getFirstName(), lead.getEmail(), lead.getPhone())
                        .filter(text -> text != null && !text.isBlank())
                        .findFirst()
                        .orElse(lead.getLeadId())
                        .strip()
                + " - Opportunity";
    }
}
