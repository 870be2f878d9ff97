// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture.planted;

/** A name that says nothing. */
interface ScoreUtils {}
