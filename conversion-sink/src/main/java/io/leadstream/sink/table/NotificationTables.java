// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.notification.UndeliveredNotification;

/** Tables of what owners and managers were told. */
final class NotificationTables {

    static final Table<UndeliveredNotification> UNDELIVERED = Table.ofFacts(
            "undelivered_notifications",
            UndeliveredNotification::getUndeliveredId,
            Columns.of(UndeliveredNotification.class)
                    .uuid("undelivered_id", UndeliveredNotification::getUndeliveredId)
                    .uuid("lead_id", UndeliveredNotification::getLeadId)
                    .text("channel", undelivered -> Literals.word(undelivered.getChannel()))
                    .text("receiver", UndeliveredNotification::getReceiver)
                    .text("receiver_name", UndeliveredNotification::getReceiverName)
                    .text("notification_id", UndeliveredNotification::getNotificationId)
                    .text("kind", UndeliveredNotification::getKind)
                    .text("reason", undelivered -> Literals.word(undelivered.getReason()))
                    .integer("attempts", UndeliveredNotification::getAttempts)
                    .integer("status", UndeliveredNotification::getStatus)
                    .text("detail", UndeliveredNotification::getDetail)
                    .text("topic", UndeliveredNotification::getTopic)
                    .integer("partition", UndeliveredNotification::getPartition)
                    .bigint("record_offset", UndeliveredNotification::getOffset)
                    .timestamp("at", UndeliveredNotification::getAt)
                    .build());

    private NotificationTables() {}
}
