// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ReportController {
    private static final Logger LOG = LoggerFactory.getLogger(ReportController.class);
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    /** The event's user id is that of the request's user, and is in no line of this class. */
    @GetMapping("/{account}/reports/{name}")
    String report(
            @PathVariable String account,
            @PathVariable String name,
            @RequestParam(defaultValue = "csv") String format) {
        LOG.info("reading {}", name);
        int rows = name.length();
        LOG.info(TRACK, "report_exported group_id={} report={} format={} rows={}", account, name, format, rows);
        return name + " as " + format;
    }
}
