//! The bugs that can be planted.

/// What goes wrong.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bug {
    /// A ringing phone is not told that it need not ring any more.
    CancelSkipped,
    /// The other side is not told that the call is over.
    ByeSwallowed,
    /// A leg's port is never given back.
    PortLeaked,
    /// A record is written twice.
    RecordTwice,
    /// A record is not written.
    RecordLost,
    /// An event of a call is not written.
    EventLost,
    /// A key is not told.
    DigitLost,
    /// Another key is told.
    DigitWrong,
    /// The end of a playing is not told.
    PlayedLost,
    /// Two who talk do not hear each other.
    BridgeForgotten,
    /// A recording is not begun.
    RecordingForgotten,
    /// A recording goes on when the talk is over.
    RecordingLeaked,
    /// The other side's media is connected to another leg.
    WrongLeg,
    /// Who holds a call is sent audio all the same.
    HoldIgnored,
    /// Something is shown before it is durable.
    EarlyAcknowledgement,
    /// No deadline is told.
    TimersDead,
    /// An agent's choice is not written.
    PresenceLost,
    /// A registration is not written.
    RegistrationLost,
    /// Who hangs up while an agent rings is written down as who hangs up while he waits.
    RingingForgotten,
    /// An agent's hang-up is written down as his customer's.
    WrongHand,
    /// That an agent let the call pass is not written down.
    MissedForgotten,
    /// A wait that a crash cut off is written down as a flow.
    PhaseForgotten,
    /// Why the center ended a call is not written down.
    CauseForgotten,
    /// Calls are offered to the one who has been idle longest, whatever the order of the group.
    OrderIgnored,
    /// Calls are offered to anybody, whomever the flow names.
    NamedIgnored,
    /// An agent who rings for a caller is written down as ringing for another as well.
    OfferedTwice,
    /// A phone that was just called is called for the next caller as well.
    CalledTwice,
    /// An agent whose phone need not ring any more never gets another call.
    LeaseKept,
    /// A wrap-up never ends.
    WrapUpEndless,
    /// A wrap-up is over at once.
    WrapUpIgnored,
    /// Nothing is done about a caller whose group is deleted.
    CallerForgotten,
    /// Of two who come the second is let in first.
    ArrivalsSwapped,
    /// A caller is told that one more is ahead of him.
    PlaceWrong,
    /// Who loses a simultaneous ring goes on ringing.
    LoserRings,
    /// Who loses a ring is not told that somebody else answered.
    ElsewhereUnsaid,
    /// A call is written down as being in another node.
    NodeWrong,
    /// A record tells of a longer talk.
    TalkLonger,
    /// A record names another agent.
    AgentWrong,
    /// The events of a call and its record name another agent alike.
    AgentWrongThroughout,
    /// A call that a crash cut off has no record.
    CrashRecordLost,
    /// After a crash a call that has its record gets it again.
    CrashRecordTwice,
    /// A callee who is busy is written down as one who does not answer.
    BusyAsLate,
    /// Who gives up while his callee rings is written down as one for whom nothing rang.
    CalleeRangForgotten,
    /// Calls are offered by the order, whoever served the caller before.
    LastAgentIgnored,
    /// A caller whose callee is busy goes where those go whose callee is not to be reached.
    ExitWrong,
    /// A phone that is in a call of its own is called.
    DiallerCalled,
    /// Another number outside is called.
    NumberWrong,
    /// A message is neither recorded nor written down.
    MessageLost,
    /// What is changed at run time is not written.
    ChangeLost,
    /// What is changed at run time for a while never ends.
    EndMissed,
    /// Somebody who becomes a member at run time does not.
    MemberUnheard,
    /// Somebody who is no member any more at run time still is.
    MemberKept,
    /// Other hours of today and the emergency switch come to nothing.
    HoursIgnored,
    /// A caller who is blocked at run time is let in.
    BlockIgnored,
}

impl Bug {
    /// All of them.
    pub const ALL: [Bug; 54] = [
        Bug::CancelSkipped,
        Bug::ByeSwallowed,
        Bug::PortLeaked,
        Bug::RecordTwice,
        Bug::RecordLost,
        Bug::EventLost,
        Bug::DigitLost,
        Bug::DigitWrong,
        Bug::PlayedLost,
        Bug::BridgeForgotten,
        Bug::RecordingForgotten,
        Bug::RecordingLeaked,
        Bug::WrongLeg,
        Bug::HoldIgnored,
        Bug::EarlyAcknowledgement,
        Bug::TimersDead,
        Bug::PresenceLost,
        Bug::RegistrationLost,
        Bug::RingingForgotten,
        Bug::WrongHand,
        Bug::MissedForgotten,
        Bug::PhaseForgotten,
        Bug::CauseForgotten,
        Bug::OrderIgnored,
        Bug::NamedIgnored,
        Bug::OfferedTwice,
        Bug::CalledTwice,
        Bug::LeaseKept,
        Bug::WrapUpEndless,
        Bug::WrapUpIgnored,
        Bug::CallerForgotten,
        Bug::ArrivalsSwapped,
        Bug::PlaceWrong,
        Bug::LoserRings,
        Bug::ElsewhereUnsaid,
        Bug::NodeWrong,
        Bug::TalkLonger,
        Bug::AgentWrong,
        Bug::AgentWrongThroughout,
        Bug::CrashRecordLost,
        Bug::CrashRecordTwice,
        Bug::BusyAsLate,
        Bug::CalleeRangForgotten,
        Bug::LastAgentIgnored,
        Bug::ExitWrong,
        Bug::DiallerCalled,
        Bug::NumberWrong,
        Bug::MessageLost,
        Bug::ChangeLost,
        Bug::EndMissed,
        Bug::MemberUnheard,
        Bug::MemberKept,
        Bug::HoursIgnored,
        Bug::BlockIgnored,
    ];

    /// Those that spoil nothing but what is written of a call's end.
    pub const LIES: [Bug; 7] = [
        Bug::RingingForgotten,
        Bug::WrongHand,
        Bug::MissedForgotten,
        Bug::PhaseForgotten,
        Bug::CauseForgotten,
        Bug::BusyAsLate,
        Bug::CalleeRangForgotten,
    ];

    /// Those that put another configuration into effect than the one that is written down.
    pub const DEAF: [Bug; 4] = [
        Bug::OrderIgnored,
        Bug::NamedIgnored,
        Bug::LastAgentIgnored,
        Bug::ExitWrong,
    ];

    /// The bug of this name, such as `WrongHand`.
    pub fn named(name: &str) -> Option<Bug> {
        Bug::ALL.into_iter().find(|bug| format!("{bug:?}") == name)
    }
}
