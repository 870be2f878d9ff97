// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.notifier.mail;

import org.jspecify.annotations.NullMarked;
