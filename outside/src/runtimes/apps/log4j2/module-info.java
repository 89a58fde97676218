// SPDX-License-Identifier: Apache-2.0
/** The other way to add the appender's module. */
module com.example.shop {
    requires org.apache.logging.log4j;
    requires ai.thrivestack.track.log4j2;
}
