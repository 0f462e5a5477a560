//! The stable codes of problems.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal;)*) => {
        /// The kind of a problem. Its text never changes its meaning.
        #[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $doc])* $name,)*
        }

        impl Code {
            /// Every code, in the order of its text.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The text, such as `CC0101`.
            pub const fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// What it means, as a sentence.
            pub const fn meaning(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc,)*).trim_ascii(),)* }
            }

            /// Its page of the documentation, as it is written.
            pub(crate) const fn page(self) -> &'static str {
                match self {
                    $(Code::$name => include_str!(concat!("documentation/pages/", $text, ".md")),)*
                }
            }
        }
    };
}

codes! {
    /// The text is no YAML.
    Syntax = "CC0101";
    /// A file is not UTF-8.
    NotUtf8 = "CC0102";
    /// A file, or all of them together, are too large.
    TooLarge = "CC0103";
    /// Lists and maps are nested too deep.
    TooDeep = "CC0104";
    /// A file has a control character.
    ControlCharacter = "CC0105";
    /// A file has more than one YAML document.
    SeveralDocuments = "CC0106";
    /// An anchor or an alias stands where a value belongs.
    Anchor = "CC0107";
    /// A merge key stands in a map.
    MergeKey = "CC0108";
    /// A key stands twice in one map.
    DuplicateKey = "CC0109";
    /// A key of a map is itself a list, a map or empty.
    BadKey = "CC0110";
    /// A tag that the language does not have.
    UnknownTag = "CC0111";
    /// A `#` that was meant as a key begins a comment.
    CommentKey = "CC0112";
    /// Further problems are not listed.
    TooManyProblems = "CC0113";

    /// A top-level key that is no kind of resource.
    UnknownKind = "CC0201";
    /// A key that its map does not have.
    UnknownKey = "CC0202";
    /// A required key is missing.
    MissingKey = "CC0203";
    /// A value of another shape is expected.
    WrongShape = "CC0204";
    /// A text that YAML reads as a number, a truth value or nothing needs quotes.
    QuoteIt = "CC0205";
    /// A truth value is neither `true` nor `false`.
    NotAFlag = "CC0206";
    /// A number or a time is out of its range.
    OutOfRange = "CC0207";
    /// A name, an extension, a number or a telephone key is not spelled as one.
    BadName = "CC0208";
    /// A word is none of those to choose from.
    UnknownChoice = "CC0209";
    /// A time is not written as one.
    BadTime = "CC0210";
    /// A text is empty, too long or names what cannot be a variable.
    BadText = "CC0211";
    /// An address, a network or a contact is not written as one.
    BadAddress = "CC0212";
    /// A secret is written in plain text or has no known source.
    BadSecret = "CC0213";
    /// An IVR node has no type, several, or one that does not exist.
    NodeType = "CC0214";
    /// A condition is not written as one.
    BadCondition = "CC0221";
    /// Business hours, a day or a date are not written as such.
    BadHours = "CC0222";
    /// A way of reading does not exist, or stands where nothing is spoken.
    BadReading = "CC0230";

    /// Two resources of a kind have one name.
    DuplicateResource = "CC0301";
    /// Something is named that does not exist.
    UnknownReference = "CC0302";
    /// Two resources share what each must have of its own.
    NotUnique = "CC0303";
    /// A phone that follows an agent is also a member of a group by itself.
    BoundPhone = "CC0304";
    /// A time zone does not exist.
    UnknownTimeZone = "CC0306";
    /// There are more of a kind than a center has.
    TooManyOfKind = "CC0309";
    /// A role that is built in is written.
    BuiltInRole = "CC0321";
    /// A role has to do with the whole configuration but sees some skill groups only.
    LimitedRole = "CC0322";
    /// A key of a trunk does not go with its mode.
    OtherMode = "CC0341";
    /// A number that only takes calls is to be shown to others.
    InboundOnly = "CC0342";

    /// A path leads out of the configuration's directory.
    BadPath = "CC0401";
    /// A prompt's file cannot be read.
    UnreadableFile = "CC0402";
    /// A prompt's file is too large.
    LargeFile = "CC0403";
    /// A prompt's file is no audio that can be played.
    NotAudio = "CC0404";

    /// A flow has no nodes.
    NoNodes = "CC0501";
    /// A flow names a node that it does not have.
    UnknownNode = "CC0502";
    /// No call can reach a node.
    Unreachable = "CC0503";
    /// A call that enters a node can never end.
    NoEnd = "CC0504";
    /// A call can go round in a flow without waiting for anything.
    BusyLoop = "CC0505";
    /// A menu has no keys.
    NoKeys = "CC0506";
    /// A text names a variable to which nothing gives a value.
    UnknownVariable = "CC0507";
    /// A flow takes over from itself.
    VersionCircle = "CC0508";

    /// A number outside is dialled without a number to show there.
    NoCaller = "CC0520";
    /// A number to show is none of the trunk that leads outside.
    ForeignCaller = "CC0521";
    /// A caller who presses nothing can never leave a node.
    SilentCircle = "CC0530";
    /// An exit after the longest wait is named, but no longest wait.
    EndlessWait = "CC0531";

    /// A test names a node that its flow does not have.
    TestNode = "CC0601";

    /// A variable of the configuration is named that is not declared.
    UndeclaredVariable = "CC0701";
    /// The value of a variable or of a parameter is not of its type.
    WrongType = "CC0702";
    /// A variable of the configuration has no value.
    NoValue = "CC0703";
    /// A variable of the configuration stands where its value cannot.
    VariablePlace = "CC0704";
    /// An overlay takes away what is not there.
    NothingToRemove = "CC0711";
    /// A tag for overlays stands where it has no meaning.
    OverlayTag = "CC0712";
    /// A piece of a flow uses itself.
    PieceCircle = "CC0721";
    /// Pieces of flows use each other too deep.
    PieceDepth = "CC0722";
    /// An exit of a piece leads nowhere, or is none of its exits.
    PieceExit = "CC0723";
    /// A parameter of a piece has no value, or is none of its parameters.
    PieceParameter = "CC0724";
    /// Two nodes of a flow come to have one name.
    NodeClash = "CC0725";
    /// What is moved is still there under its old name.
    MovedFrom = "CC0731";
    /// Something is moved twice, or moved on.
    MovedTwice = "CC0732";
    /// What is called by what it is cannot have another name.
    MovedKind = "CC0733";
    /// What is ignored is the code of no warning.
    NoWarning = "CC0741";
    /// A warning is ignored without a reason.
    NoReason = "CC0742";

    /// Two trunks accept calls from one address.
    SharedNetwork = "CC0901";
    /// A skill group has neither agents nor phones.
    EmptyGroup = "CC0902";
    /// Callers come in opening hours to a skill group in which nobody can answer.
    UnstaffedGroup = "CC0903";
    /// A node asks for extensions of a length that not all phones have.
    MixedExtensions = "CC0920";
    /// Voices are protected by keys that travel unprotected.
    OpenKeys = "CC0930";
    /// No caller of a flow can come to a person.
    NoPerson = "CC0940";
    /// Callers listen for more than 20 seconds before they can choose.
    LongPrompt = "CC0941";
    /// A menu has more than five choices.
    ManyChoices = "CC0942";
    /// A talk is recorded before the caller has heard of it.
    UntoldRecording = "CC0943";
    /// Business hours have no holidays in a year that needs them.
    HolidayGap = "CC0950";
    /// Business hours change in an hour that a change of the clocks leaves out or repeats.
    ClockChange = "CC0951";
    /// Nothing names a variable of the configuration.
    UnusedVariable = "CC0971";
    /// No flow uses a piece.
    UnusedPiece = "CC0972";
    /// The environment gives a value to a variable that is not declared.
    UnknownGiven = "CC0973";
    /// Nothing uses a number, a prompt, a flow, a skill group or business hours.
    UnusedResource = "CC0974";
    /// A warning is ignored where there is none.
    IdleIgnore = "CC0980";
}

impl Code {
    /// Whether it is that of a warning: it stops nothing, and can be ignored with a reason.
    pub const fn is_warning(self) -> bool {
        matches!(self.as_str().as_bytes(), [b'C', b'C', b'0', b'9', ..])
    }

    /// Whether it keeps a file from being read, so that what else is wrong in it is not known.
    pub(crate) const fn hides_the_file(self) -> bool {
        matches!(
            self,
            Code::Syntax
                | Code::NotUtf8
                | Code::TooLarge
                | Code::TooDeep
                | Code::ControlCharacter
                | Code::SeveralDocuments
        )
    }

    /// Whether it is looked for in a whole center alone, in one without errors.
    pub fn is_of_the_whole(self) -> bool {
        crate::lint::of(self).is_some() || self == Code::IdleIgnore
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_text_in_ascending_order_and_a_meaning() {
        assert!(Code::ALL.is_sorted_by(|a, b| a.as_str() < b.as_str()));
        assert!(Code::ALL.iter().all(|code| code.meaning().ends_with('.')));
    }
}
