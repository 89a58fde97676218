// SPDX-License-Identifier: Apache-2.0
/** Nothing of ours: the appender's module is added where the application is started. */
module com.example.shop {
    requires org.slf4j;
}
