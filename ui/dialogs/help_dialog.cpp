#include "ui/dialogs/help_dialog.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/glossary.h"

#include <QDir>
#include <QFile>
#include <QHBoxLayout>
#include <QListWidget>
#include <QLocale>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextList>

#include <algorithm>

namespace headroom::ui {
namespace {

const QString indexTopic = QStringLiteral("index");
const QString glossaryTopic = QStringLiteral("glossary");

// The page in the language of the program where there is one, else the English one.
QString pathOf(const QString& topic) {
  const QString translated =
      QStringLiteral(":/help/%1/%2.md").arg(QLocale().name().section(QLatin1Char('_'), 0, 0), topic);
  return QFile::exists(translated) ? translated : QStringLiteral(":/help/%1.md").arg(topic);
}

QString read(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString titleOf(const QString& markdown) {
  return markdown.section(QLatin1Char('\n'), 0, 0).remove(QLatin1Char('#')).trimmed();
}

// Markdown comes without any room between its paragraphs.
void spread(QTextDocument& document) {
  QTextCursor cursor(&document);
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
    QTextBlockFormat format = block.blockFormat();
    const bool inList = block.textList() != nullptr;
    if (format.headingLevel() > 1) format.setTopMargin(14);
    format.setBottomMargin(inList ? 4 : 8);
    format.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
    cursor.setPosition(block.position());
    cursor.setBlockFormat(format);
  }
}

}  // namespace

HelpDialog::HelpDialog(QWidget* parent)
    : QDialog(parent), m_topics(new QListWidget(this)), m_text(new QTextBrowser(this)) {
  setObjectName(QStringLiteral("helpDialog"));
  setWindowTitle(tr("Help"));
  setModal(false);
  resize(780, 560);
  auto* across = new QHBoxLayout(this);
  across->setContentsMargins(metrics::gap, metrics::gap, metrics::gap, metrics::gap);
  across->setSpacing(metrics::gap);
  m_topics->setFixedWidth(180);
  m_topics->setAccessibleName(tr("Help pages"));
  m_text->setAccessibleName(tr("Help text"));
  m_text->setOpenLinks(false);
  m_text->document()->setDocumentMargin(16);
  across->addWidget(m_topics);
  across->addWidget(m_text, 1);
  fillTopics();
  connect(m_topics, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
    if (item && item->data(Qt::UserRole).toString() != m_topic)
      showTopic(item->data(Qt::UserRole).toString());
  });
  // Links name topics: [capacity](glossary), [Surfaces](surfaces).
  connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) { showTopic(url.path()); });
}

void HelpDialog::fillTopics() {
  QStringList names =
      QDir(QStringLiteral(":/help")).entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
  for (QString& name : names) name.chop(3);
  names.removeAll(indexTopic);
  names.prepend(indexTopic);
  names.append(glossaryTopic);
  for (const QString& name : names) {
    auto* item = new QListWidgetItem(titleOf(textOf(name)), m_topics);
    item->setData(Qt::UserRole, name);
  }
}

QString HelpDialog::textOf(const QString& topic) const {
  if (topic != glossaryTopic) return read(pathOf(topic));
  QString text = QStringLiteral("# %1\n\n").arg(tr("Words"));
  for (const QString& term : glossaryTerms()) {
    const QString name = glossaryName(term);
    text += name.compare(term, Qt::CaseInsensitive) == 0 ? QStringLiteral("**%1**").arg(term)
                                                         : QStringLiteral("**%1** (%2)").arg(term, name);
    text += QStringLiteral(": %1\n\n").arg(glossaryMeaning(term));
  }
  return text;
}

void HelpDialog::showTopic(const QString& topic) {
  const QString text = textOf(topic);
  if (text.isEmpty() && topic != indexTopic) {
    showTopic(indexTopic);
    return;
  }
  m_topic = topic;
  m_text->setMarkdown(text);
  spread(*m_text->document());
  for (int row = 0; row < m_topics->count(); ++row)
    if (m_topics->item(row)->data(Qt::UserRole) == topic) m_topics->setCurrentRow(row);
}

}  // namespace headroom::ui
