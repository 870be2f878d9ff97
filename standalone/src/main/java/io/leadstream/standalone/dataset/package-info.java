// SPDX-License-Identifier: Apache-2.0
/** The demo's data: people, companies and what they did, made from a seed and the same on every machine. */
@NullMarked
package io.leadstream.standalone.dataset;

import org.jspecify.annotations.NullMarked;
