// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.simulation;

import io.leadstream.domain.routing.AccountBook;
import io.leadstream.schemas.state.assignment.CompanyOwner;
import io.leadstream.schemas.state.assignment.Redirection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is remembered of companies for as long as the process lives. For one thread. */
final class HeapAccountBook implements AccountBook {

    private final Map<String, CompanyOwner> owners = new HashMap<>();
    private final Map<String, Redirection> redirections = new HashMap<>();

    @Override
    public @Nullable CompanyOwner owner(String companyDomain) {
        return owners.get(companyDomain);
    }

    @Override
    public void saveOwner(String companyDomain, @Nullable CompanyOwner owner) {
        if (owner == null) {
            owners.remove(companyDomain);
        } else {
            owners.put(companyDomain, owner);
        }
    }

    @Override
    public @Nullable Redirection redirection(String leadId) {
        return redirections.get(leadId);
    }

    @Override
    public void saveRedirection(String leadId, @Nullable Redirection redirection) {
        if (redirection == null) {
            redirections.remove(leadId);
        } else {
            redirections.put(leadId, redirection);
        }
    }
}
