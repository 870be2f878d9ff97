// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.leadstream.backtest;

import org.jspecify.annotations.NullMarked;
