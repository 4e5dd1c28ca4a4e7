/**
 * Scheduled runs: cron expressions in a time zone, the schedules of workflows, and the timer that
 * requests runs when they are due. Knows workflows only by name. Start reading at {@link
 * io.gazetteer.workflow.schedule.FireSchedules}.
 */
package io.gazetteer.workflow.schedule;
