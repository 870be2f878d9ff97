// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.domain.identity.EmailAddress;
import io.leadstream.domain.identity.LeadId;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.LeadProfile;
import java.time.Instant;

/** Leads that have just become ready for sales, each from a company of its own, so that the strategy decides every time. */
final class ProfileLoad {

    private final Instant start = Instant.now();

    LeadProfile profile(int index) {
        var email = EmailAddress.normalise("person" + index + "@company" + index + ".com")
                .value()
                .orElseThrow();
        var at = start.plusMillis(index / 10);
        return LeadProfile.newBuilder()
                .setLeadId(LeadId.ofEmail(email).value())
                .setVersion(1)
                .setEmail(email.value())
                .setFirstName("Person")
                .setLastName("Number " + index)
                .setTitle("Director of Sales")
                .setCompany("Company " + index)
                .setIndustry("Technology")
                .setEmployeeCount(index * 7919L % 3000)
                .setSource("api")
                .setLastSource("api")
                .setCreatedAt(at)
                .setUpdatedAt(at)
                .setReceivedAt(at)
                .setFirstReceivedAt(at)
                .setCauseId("load-" + index)
                .setCaptured(true)
                .setScore(70 + index % 10)
                .setGrade(Grade.B)
                .setSalesReady(true)
                .build();
    }
}
