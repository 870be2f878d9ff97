// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.capture.Campaign;
import org.jspecify.annotations.Nullable;

/** A campaign as columns, and as JSON. */
final class CampaignColumns {

    static final Columns<Campaign> FIRST_TOUCH = Columns.of(Campaign.class)
            .text("campaign_source", Campaign::getSource)
            .text("campaign_medium", Campaign::getMedium)
            .text("campaign_name", Campaign::getCampaign)
            .text("campaign_term", Campaign::getTerm)
            .text("campaign_content", Campaign::getContent)
            .build();

    private CampaignColumns() {}

    static @Nullable String json(@Nullable Campaign campaign) {
        return campaign == null
                ? null
                : Json.object(campaign, (json, of) -> json.put("source", of.getSource())
                        .put("medium", of.getMedium())
                        .put("campaign", of.getCampaign())
                        .put("term", of.getTerm())
                        .put("content", of.getContent()));
    }
}
