// SPDX-License-Identifier: Apache-2.0
/** Plain mail through SMTP. */
@NullMarked
package io.leadstream.notifier.mail;

import org.jspecify.annotations.NullMarked;
