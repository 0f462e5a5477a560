//! What goes wrong: the power, the disk; and the calm at the end.

use std::time::Duration;

use phone::Command;
use switch::Input;

use super::{CALM, Deed, Run};
use crate::world::Weather;

impl Run {
    /// Plans what goes wrong.
    pub(super) fn plan_faults(&mut self) {
        let crash = self.millis(20_000, 100_000);
        self.deeds.plan(self.at(crash), Deed::Crash);
        if self.chance.percent(30) {
            let crash = self.millis(10_000, 120_000);
            self.deeds.plan(self.at(crash), Deed::Crash);
        }
        if self.chance.percent(15) {
            let stops = self.millis(110_000, 150_000);
            self.deeds.plan(self.at(stops), Deed::Stop);
        }
        for _ in 0..2 {
            let begin = self.millis(6_000, 100_000);
            let end = begin + self.millis(2_000, 8_000);
            let millis = 20 + self.chance.below(600);
            let faults = self.chance.below(20);
            self.deeds
                .plan(self.at(begin), Deed::Disk { millis, faults });
            let well = Deed::Disk {
                millis: 2,
                faults: 0,
            };
            self.deeds.plan(self.at(end.min(CALM)), well);
        }
    }

    pub(super) fn crash(&mut self) {
        if self.world.switch().is_none() {
            return;
        }
        self.report.count("crashes");
        self.shadow.before_crash(&self.world);
        let down = self.millis(100, 3_000);
        self.world.crash(down);
    }

    /// The daemon is told to take no more calls and to end those that are up.
    pub(super) fn stop(&mut self) {
        if self.world.switch().is_some() {
            self.report.count("ends of the day");
            self.world.tell(Input::Drain);
            self.world.tell(Input::EndAll);
        }
    }

    pub(super) fn slow_disk(&mut self, millis: u64, faults: u64) {
        if millis > 2 {
            self.report.count("disk slow");
        }
        let node = self.world.node_mut();
        node.latency = Duration::from_millis(millis);
        node.disk.set_fault_percent(faults);
    }

    /// From here on nothing goes wrong.
    pub(super) fn calm_down(&mut self) {
        self.calm = true;
        self.slow_disk(2, 0);
        self.world.network_mut().weather = Weather::CALM;
    }

    /// Everybody hangs up and goes home.
    pub(super) fn go_home(&mut self) {
        for command in self.shadow.taking_back() {
            self.world.command(command);
        }
        let callers: Vec<_> = self.callers.keys().copied().collect();
        let agents: Vec<_> = self.agents.keys().copied().collect();
        for id in callers {
            self.world.order(id, Command::HangUp);
        }
        let outside: Vec<_> = self.outside.iter().copied().collect();
        for id in outside {
            self.world.plug(id, true);
            self.world.order(id, Command::HangUp);
        }
        for id in agents {
            self.world.plug(id, true);
            self.world.order(id, Command::HangUp);
            self.world.order(id, Command::Unregister);
        }
    }
}
