// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.domain.routing.AccountBook;
import io.leadstream.schemas.state.assignment.CompanyOwner;
import io.leadstream.schemas.state.assignment.Redirection;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The memory of companies' accounts in state stores. */
final class StoredAccountBook implements AccountBook {

    private final KeyValueStore<String, CompanyOwner> owners;
    private final KeyValueStore<String, Redirection> redirections;

    StoredAccountBook(ProcessingContext context) {
        owners = context.getStateStore(StoreNames.ACCOUNT_OWNER);
        redirections = context.getStateStore(StoreNames.ACCOUNT_REDIRECTION);
    }

    @Override
    public @Nullable CompanyOwner owner(String companyDomain) {
        return owners.get(companyDomain);
    }

    @Override
    public void saveOwner(String companyDomain, @Nullable CompanyOwner owner) {
        owners.put(companyDomain, owner);
    }

    @Override
    public @Nullable Redirection redirection(String leadId) {
        return redirections.get(leadId);
    }

    @Override
    public void saveRedirection(String leadId, @Nullable Redirection redirection) {
        redirections.put(leadId, redirection);
    }
}
