// SPDX-License-Identifier: Apache-2.0
/**
 * Finds our appenders in configurations of Logback and Log4j2 without either framework: each format becomes a tree of
 * {@link ai.thrivestack.track.command.configuration.Element elements}, and variables are looked up as the framework would.
 */
package ai.thrivestack.track.command.configuration;
