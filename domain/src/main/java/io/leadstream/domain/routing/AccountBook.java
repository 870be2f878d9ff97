// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.state.assignment.CompanyOwner;
import io.leadstream.schemas.state.assignment.Redirection;
import org.jspecify.annotations.Nullable;

/** What is remembered of companies, behind plain reads and writes; one writer at a time for each company. */
public interface AccountBook {

    /** Who owns the company with this domain; absent when nobody ever did, or gave it up. */
    @Nullable
    CompanyOwner owner(String companyDomain);

    /** Stores or, with null, ends an ownership. */
    void saveOwner(String companyDomain, @Nullable CompanyOwner owner);

    /** Where the newest offer of a lead went, when it went to the owner of its company. */
    @Nullable
    Redirection redirection(String leadId);

    /** Stores or, with null, forgets where an offer went. */
    void saveRedirection(String leadId, @Nullable Redirection redirection);
}
