// SPDX-License-Identifier: Apache-2.0
/** Recorded history, replayed through the decisions of the stream: what other rules would have made of it, and models. */
@NullMarked
package io.leadstream.backtest;

import org.jspecify.annotations.NullMarked;
