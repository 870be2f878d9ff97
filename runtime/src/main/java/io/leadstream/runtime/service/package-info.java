// SPDX-License-Identifier: Apache-2.0
/** The life of a process: one contract for every service and one main. */
@NullMarked
package io.leadstream.runtime.service;

import org.jspecify.annotations.NullMarked;
