#pragma once

#include "ui/theme/Token.h"

#include <QtCore/QObject>
#include <QtGui/QIcon>

namespace tessera::ui {

class Theme;

Q_NAMESPACE

// Our own line drawings on a grid of 16 pixels: resources/icons/<name in-kebab-case>.svg, drawn in currentColor.
enum class Icon {
    ArrowDown,
    ArrowRight,
    ArrowUp,
    Bell,
    Bolt,
    Bookmark,
    Check,
    ChevronDown,
    ChevronRight,
    Clock,
    Close,
    Code,
    Compare,
    Contrast,
    Copy,
    Diamond,
    Dot,
    Download,
    Duplicate,
    Edit,
    Error,
    External,
    Eye,
    EyeOff,
    File,
    Filter,
    Folder,
    Globe,
    History,
    Info,
    Key,
    Keyboard,
    Link,
    Lock,
    LockOpen,
    Menu,
    Moon,
    More,
    Offline,
    Online,
    PanelBottom,
    Play,
    Plus,
    Question,
    Refresh,
    Save,
    Search,
    Send,
    Server,
    Settings,
    Shield,
    ShieldCheck,
    SidebarLeft,
    SidebarRight,
    SignIn,
    SignOut,
    SplitSide,
    SplitStack,
    Stop,
    Sun,
    Timeline,
    Trash,
    Undo,
    Upload,
    User,
    Users,
    Warning,
    Wrap,
};
Q_ENUM_NS(Icon)

[[nodiscard]] QString iconFile(Icon icon); // its resource

// Sharp at every size and scale, and always in the theme's present colour for the token (Faint where disabled).
// The theme must outlive it.
[[nodiscard]] QIcon themedIcon(const Theme &theme, Icon icon, Token token = Token::Dim);
// The same, once, in a colour that is no token (a credential's).
[[nodiscard]] QPixmap iconPixmap(Icon icon, const QColor &color, int size, qreal pixelRatio);

}
