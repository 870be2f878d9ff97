// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.state.assignment.CompanyOwner;
import io.leadstream.schemas.state.assignment.Redirection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The memory of companies' accounts on the heap: the plain reading that stores are compared with. */
final class MemoryAccountBook implements AccountBook {

    final Map<String, CompanyOwner> owners = new TreeMap<>();
    final Map<String, Redirection> redirections = new TreeMap<>();

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
