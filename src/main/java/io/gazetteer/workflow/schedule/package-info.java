/**
 * Runs by the clock: cron expressions in a time zone, the schedules of workflows, and the timer
 * that asks for runs when they are due. Knows workflows by their names alone. Begin with {@link
 * io.gazetteer.workflow.schedule.FireSchedules}.
 */
package io.gazetteer.workflow.schedule;
